// This is a translation that no native speaker has reviewed yet.
import type { Language } from './strings.ts'

export const deDe: Language = {
  texts: {
    TransferOpen: 'Weiterleiten',
    TransferTitle: 'Weiterleiten oder einladen',
    DirectoryTab: 'Agenten und Warteschlangen',
    DirectorySearch: 'Nach Namen suchen',
    DirectoryAgents: 'Agenten',
    DirectoryQueues: 'Warteschlangen',
    DirectoryLoading: 'Agenten und Warteschlangen werden gesucht …',
    DirectoryEmpty: 'Kein Treffer für diesen Namen.',
    DirectoryFailed: 'Agenten und Warteschlangen konnten nicht geladen werden.',
    DirectoryAgain: 'Erneut versuchen',
    DirectoryFree: '{{count}} frei',
    DirectoryFull: 'Keine freie Kapazität',
    DirectoryQueueState: '{{available}} verfügbar, {{waiting}} wartend',
    TargetTransfer: 'Weiterleiten',
    TargetInvite: 'Einladen',
    TargetTransferTo: 'An {{name}} weiterleiten',
    TargetInviteTo: '{{name}} einladen',
    TargetBack: 'Zurück',
    NoteLabel: 'Notiz für den nächsten Agenten',
    NoteHint: 'Nur Agenten sehen sie.',
    ReasonLabel: 'Grund',
    Sending: 'Wird gesendet …',

    ParticipantsTab: 'Personen',
    ParticipantsTabCount: 'Personen ({{count}})',
    ParticipantsInside: 'In dieser Konversation',
    ParticipantsInvited: 'Eingeladen',
    ParticipantsEnded: 'Nicht beigetreten',
    ParticipantsYou: 'Sie',
    ParticipantsCustomer: 'Kunde',
    ParticipantsAgent: 'Agent',
    ParticipantsSupervisor: 'Supervisor',
    ParticipantsUnnamed: 'Ohne Namen',
    ParticipantsWaiting: 'Wartet',
    ParticipantsWaitingQueue: 'Wartet in der Warteschlange',
    ParticipantsRinging: 'Klingelt bei {{name}}',
    ParticipantsRingingSomebody: 'Klingelt',
    ParticipantsJoining: 'Tritt bei',
    ParticipantsSince: 'seit {{age}}',
    ParticipantsInvite: 'Jemanden einladen',
    ParticipantsCancel: 'Abbrechen',
    ParticipantsCancelOf: 'Einladung von {{name}} abbrechen',
    ParticipantsRemove: 'Entfernen',
    ParticipantsRemoveOf: '{{name}} entfernen',
    ParticipantsRemoveSure: '{{name}} aus der Konversation entfernen?',
    ParticipantsKeep: 'Behalten',
    EndedDeclined: 'Abgelehnt',
    EndedTimedOut: 'Keine Antwort',
    EndedCanceled: 'Abgebrochen',
    EndedUnknown: 'Beendet',

    HeaderEnd: 'Beenden',
    HeaderLeave: 'Verlassen',
    HeaderComplete: 'Abschließen',

    StoryTitle: 'Bisheriger Verlauf',
    StoryTransferred: '{{from}} hat an {{to}} weitergeleitet',
    StoryInvited: '{{from}} hat {{to}} eingeladen',
    StorySomebody: 'Jemand',
    StoryReason: 'Grund: {{reason}}',
    StoryNote: 'Notiz: {{note}}',

    DoneTransferred: 'Die Konversation wurde an {{name}} weitergeleitet.',
    DoneInvited: '{{name}} wurde eingeladen.',
    DoneCanceled: 'Die Einladung wurde abgebrochen.',
    DoneCanceledTooLate: '{{name}} hat inzwischen angenommen.',
    DoneRemoved: '{{name}} wurde entfernt.',
    DoneLeft: 'Sie haben die Konversation verlassen.',
    DoneClosed: 'Es war niemand sonst mehr da: Die Konversation wurde geschlossen.',
    DoneRequeued: 'Es war niemand sonst mehr da: Es wird jemand anderes gesucht.',
    NoticeDeclined: '{{name}} hat abgelehnt.',
    NoticeTimedOut: '{{name}} hat nicht geantwortet.',
    FailedUnknown: 'Keine Antwort. Es ist nicht bekannt, ob die Aktion ausgeführt wurde; versuchen Sie es erneut.',
    FailedSending: 'In dieser Konversation läuft gerade eine Aktion. Bitte warten Sie einen Moment.',
    GuardedEnd:
      'Andere sind in dieser Konversation oder auf dem Weg zu ihr: Sie haben sie verlassen, und sie geht weiter.',
    GuardedOthers: 'Andere sind in dieser Konversation oder auf dem Weg zu ihr: Verlassen Sie sie stattdessen.',
    NativeTransfersOn:
      'Die Weiterleitung von Nachrichten, die Flex selbst mitbringt, ist eingeschaltet; deshalb hat sich Conversation Transfer abgeschaltet. Ein Administrator kann eines von beiden ausschalten.',
    NoServiceUrl:
      'Conversation Transfer weiß nicht, wo seine Functions sind. Ein Administrator muss service_url oder serverless_functions_domain setzen.',
    BackendSilent: 'Der Dienst, der Weiterleitungen repariert, hat sich seit {{age}} nicht gemeldet.',
  },
  refusals: {
    transfer_id_taken:
      'Diese transferId gehört zu einer anderen Weiterleitung dieser Konversation. Verwenden Sie eine neue.',
    transfer_ended:
      'Diese Weiterleitung wurde bereits ausgeführt, und niemand kann ihrer Einladung mehr folgen. Beginnen Sie eine neue mit einer neuen transferId.',
    not_enabled: 'Die Weiterleitung von Konversationen ist in der Flex-Konfiguration ausgeschaltet.',
    cold_transfer_off: 'Die direkte Weiterleitung ist in der Flex-Konfiguration ausgeschaltet.',
    multi_participant_off: 'Das Einladen weiterer Agenten ist in der Flex-Konfiguration ausgeschaltet.',
    channel_not_active: 'Die Konversation ist nicht mehr aktiv.',
    channel_type_unsupported: 'Nur Konversationen über Webchat, SMS und WhatsApp können weitergeleitet werden.',
    conversation_not_of_channel:
      'Die Konversation, die in der Anfrage steht, gehört nicht zu dem Interaktionskanal, der dort steht.',
    caller_not_inside: 'Sie sind nicht in dieser Konversation, und Sie sind kein Supervisor.',
    only_supervisors_act_for_others:
      'Nur ein Supervisor darf eine Konversation im Namen eines anderen Agenten weiterleiten.',
    sender_not_inside: 'Der Agent, der gehen soll, ist nicht in dieser Konversation.',
    invite_outstanding:
      'Zu dieser Konversation wurde jemand eingeladen, der noch nicht beigetreten ist. Warten Sie, oder brechen Sie die Einladung ab.',
    too_many_participants:
      'In dieser Konversation sind oder zu ihr eingeladen sind bereits so viele, wie erlaubt sind.',
    invite_not_found: 'Diese Konversation hat keine solche Einladung.',
    nowhere_to_send_back:
      'Niemand ist in dieser Konversation, und es gibt niemanden, an den sie zurückgehen kann; lassen Sie die Einladung bestehen.',
    participant_not_agent: 'Nur Agenten können aus einer Konversation entfernt werden.',
    nobody_would_stay:
      'Niemand sonst ist in dieser Konversation oder zu ihr eingeladen. Leiten Sie sie weiter, oder beenden Sie sie.',
    not_in_wrapup:
      'Sie sind nicht in der Nachbearbeitung: Sie sind noch in dieser Konversation. Verlassen Sie sie zuerst.',
    busy: 'Jemand anderes führt gerade eine Aktion in dieser Konversation aus. Versuchen Sie es gleich noch einmal.',
    target_not_found: 'Der Agent oder die Warteschlange, an die weitergeleitet werden soll, existiert nicht.',
    target_inside: 'Der Agent, an den weitergeleitet werden soll, ist bereits in dieser Konversation.',
    target_worker_unavailable: 'Der Agent, an den weitergeleitet werden soll, ist nicht verfügbar.',
    target_worker_unreachable:
      'Der Workflow für Weiterleitungen hat kein Ziel, das diesen Agenten über seinen Namen erreicht; ein Administrator muss eines hinzufügen.',
    target_queue_empty: 'Die Warteschlange, an die weitergeleitet werden soll, hat keine Agenten.',
    target_queue_unreachable:
      'Der Workflow für Weiterleitungen führt nicht zu dieser Warteschlange; ein Administrator muss sie hinzufügen.',
    transfer_limit_reached: 'Diese Konversation wurde zu oft weitergeleitet. Ein Supervisor kann sie weiterleiten.',
    attributes_too_large: 'Die Notiz, der Grund und die Attribute der Aufgabe sind zusammen zu lang.',
  },
}
