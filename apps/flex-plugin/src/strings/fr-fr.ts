// This is a translation that no native speaker has reviewed yet.
import type { Language } from './strings.ts'

/** `\u00a0` keeps a colon, a semicolon or a question mark on the line of the word before it. */
export const frFr: Language = {
  texts: {
    TransferOpen: 'Transférer',
    TransferTitle: 'Transférer ou inviter',
    DirectoryTab: 'Agents et files',
    DirectorySearch: 'Rechercher par nom',
    DirectoryAgents: 'Agents',
    DirectoryQueues: 'Files d’attente',
    DirectoryLoading: 'Recherche des agents et des files…',
    DirectoryEmpty: 'Aucun résultat pour ce nom.',
    DirectoryFailed: 'Impossible de charger les agents et les files.',
    DirectoryAgain: 'Réessayer',
    DirectoryFree: 'Libre\u00a0: {{count}}',
    DirectoryFull: 'Aucune capacité libre',
    DirectoryQueueState: 'Disponibles\u00a0: {{available}}, en attente\u00a0: {{waiting}}',
    TargetTransfer: 'Transférer',
    TargetInvite: 'Inviter',
    TargetTransferTo: 'Transférer à {{name}}',
    TargetInviteTo: 'Inviter {{name}}',
    TargetBack: 'Retour',
    NoteLabel: 'Note pour le prochain agent',
    NoteHint: 'Seuls les agents la voient.',
    ReasonLabel: 'Motif',
    WhoLeaves: 'Qui quitte la conversation',
    Sending: 'Envoi…',

    ParticipantsTab: 'Membres',
    ParticipantsTabCount: 'Membres ({{count}})',
    ParticipantsInside: 'Dans cette conversation',
    ParticipantsInvited: 'Invités',
    ParticipantsEnded: 'N’ont pas rejoint',
    ParticipantsYou: 'vous',
    ParticipantsCustomer: 'Client',
    ParticipantsAgent: 'Agent',
    ParticipantsSupervisor: 'Superviseur',
    ParticipantsUnnamed: 'Sans nom',
    ParticipantsWaiting: 'En attente',
    ParticipantsWaitingQueue: 'En attente dans la file',
    ParticipantsRinging: 'Sonne chez {{name}}',
    ParticipantsRingingSomebody: 'Sonnerie en cours',
    ParticipantsJoining: 'Arrivée en cours',
    ParticipantsSince: 'depuis {{age}}',
    ParticipantsInvite: 'Inviter quelqu’un',
    ParticipantsCancel: 'Annuler',
    ParticipantsCancelOf: 'Annuler l’invitation de {{name}}',
    ParticipantsRemove: 'Retirer',
    ParticipantsRemoveOf: 'Retirer {{name}}',
    ParticipantsRemoveSure: 'Retirer {{name}} de la conversation\u00a0?',
    ParticipantsKeep: 'Garder',
    EndedDeclined: 'Refusée',
    EndedTimedOut: 'Sans réponse',
    EndedCanceled: 'Annulée',
    EndedUnknown: 'Terminée',

    HeaderEnd: 'Terminer',
    HeaderLeave: 'Quitter',
    HeaderComplete: 'Finaliser',

    StoryTitle: 'Parcours jusqu’ici',
    StoryTransferred: '{{from}} l’a transférée à {{to}}',
    StoryInvited: '{{from}} a invité {{to}}',
    StorySomebody: 'Quelqu’un',
    StoryReason: 'Motif\u00a0: {{reason}}',
    StoryNote: 'Note\u00a0: {{note}}',

    DoneTransferred: 'La conversation a été transférée à {{name}}.',
    DoneInvited: 'Invitation envoyée à {{name}}.',
    DoneCanceled: 'L’invitation a été annulée.',
    DoneCanceledTooLate: '{{name}} a accepté entre-temps.',
    DoneRemoved: '{{name}} ne fait plus partie de la conversation.',
    DoneLeft: 'Vous avez quitté la conversation.',
    DoneClosed: 'Il n’y avait plus personne d’autre\u00a0: la conversation a été fermée.',
    DoneRequeued: 'Il n’y avait plus personne d’autre\u00a0: quelqu’un d’autre est recherché.',
    NoticeDeclined: '{{name}} a refusé l’invitation.',
    NoticeTimedOut: '{{name}} n’a pas répondu.',
    FailedUnknown: 'Aucune réponse. On ne sait pas si l’action a eu lieu\u00a0; veuillez réessayer.',
    FailedSending: 'Une action est en cours sur cette conversation. Veuillez patienter un instant.',
    GuardedEnd:
      'D’autres personnes sont dans cette conversation ou vont la rejoindre\u00a0: vous l’avez quittée, et elle continue.',
    GuardedOthers:
      'D’autres personnes sont dans cette conversation ou vont la rejoindre\u00a0: veuillez plutôt la quitter.',
    NativeTransfersOn:
      'Les transferts de messages propres à Flex sont activés\u00a0; Conversation Transfer s’est donc désactivé. Un administrateur peut désactiver l’une des deux fonctions.',
    NoServiceUrl:
      'Conversation Transfer ne sait pas où se trouvent ses Functions. Un administrateur doit définir service_url ou serverless_functions_domain.',
    BackendSilent: 'Le service qui répare les transferts ne donne plus signe depuis {{age}}.',
  },
  refusals: {
    transfer_id_taken:
      'Ce transferId appartient à un autre transfert de cette conversation. Veuillez en utiliser un nouveau.',
    transfer_ended:
      'Ce transfert a déjà été effectué, et personne ne peut plus accepter son invitation. Veuillez en lancer un autre avec un nouveau transferId.',
    not_enabled: 'Le transfert de conversations est désactivé dans la configuration de Flex.',
    cold_transfer_off: 'Le transfert à froid est désactivé dans la configuration de Flex.',
    multi_participant_off: 'L’invitation d’autres agents est désactivée dans la configuration de Flex.',
    channel_not_active: 'La conversation n’est plus active.',
    channel_type_unsupported: 'Seules les conversations par webchat, SMS et WhatsApp peuvent être transférées.',
    conversation_not_of_channel:
      'La conversation indiquée dans la requête n’appartient pas au canal d’interaction qui y est indiqué.',
    caller_not_inside: 'Vous n’êtes pas dans cette conversation et vous n’êtes pas superviseur.',
    only_supervisors_act_for_others: 'Seul un superviseur peut transférer une conversation au nom d’un autre agent.',
    sender_not_inside: 'L’agent qui doit partir n’est pas dans cette conversation.',
    invite_outstanding:
      'Quelqu’un a été invité à cette conversation et ne l’a pas encore rejointe. Patientez ou annulez l’invitation.',
    too_many_participants:
      'Le nombre maximal de personnes présentes dans cette conversation ou invitées à celle-ci est atteint.',
    invite_not_found: 'Cette invitation n’existe pas dans cette conversation.',
    nowhere_to_send_back:
      'Personne n’est dans cette conversation, et il n’y a personne à qui la renvoyer\u00a0; laissez l’invitation telle quelle.',
    participant_not_agent: 'Seuls les agents peuvent être retirés d’une conversation.',
    nobody_would_stay:
      'Personne d’autre n’est dans cette conversation ni invité à celle-ci. Transférez-la ou terminez-la.',
    not_in_wrapup:
      'Vous n’êtes pas en post-traitement\u00a0: vous êtes encore dans cette conversation. Quittez-la d’abord.',
    busy: 'Quelqu’un d’autre agit sur cette conversation en ce moment. Veuillez réessayer dans un instant.',
    target_not_found: 'L’agent ou la file d’attente de destination n’existe pas.',
    target_inside: 'L’agent de destination est déjà dans cette conversation.',
    target_worker_unavailable: 'L’agent de destination n’est pas disponible.',
    target_worker_unreachable:
      'Le workflow de transfert n’a aucune cible qui permette de joindre cet agent par son nom\u00a0; un administrateur doit en ajouter une.',
    target_queue_empty: 'La file d’attente de destination n’a aucun agent.',
    target_queue_unreachable:
      'Le workflow de transfert ne dirige pas vers cette file d’attente\u00a0; un administrateur doit l’ajouter.',
    transfer_limit_reached: 'Cette conversation a été transférée trop de fois. Un superviseur peut la transférer.',
    attributes_too_large: 'La note, le motif et les attributs de la tâche sont trop longs ensemble.',
  },
}
