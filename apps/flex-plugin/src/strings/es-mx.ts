// This is a translation that no native speaker has reviewed yet.
import { esEs } from './es-es.ts'
import type { Language } from './strings.ts'

/** What is said otherwise than in Spain: above all, what has just happened stands in the simple past. */
const texts: Partial<Language['texts']> = {
  DirectoryFailed: 'No se pudieron cargar los agentes y las colas.',
  TargetBack: 'Regresar',
  ParticipantsEnded: 'No se unieron',
  ParticipantsKeep: 'Conservar',
  StoryTitle: 'Cómo llegó aquí',
  StoryTransferred: '{{from}} la transfirió a {{to}}',
  StoryInvited: '{{from}} invitó a {{to}}',
  DoneTransferred: 'La conversación se transfirió a {{name}}.',
  DoneInvited: 'Se invitó a {{name}}.',
  DoneCanceled: 'La invitación se canceló.',
  DoneCanceledTooLate: '{{name}} aceptó mientras tanto.',
  DoneRemoved: 'Se quitó a {{name}}.',
  DoneLeft: 'Salió de la conversación.',
  DoneClosed: 'Ya no quedaba nadie más: la conversación se cerró.',
  NoticeDeclined: '{{name}} rechazó la invitación.',
  NoticeTimedOut: '{{name}} no respondió.',
  FailedUnknown: 'No hay respuesta. No se sabe si la acción se realizó; intente de nuevo.',
  GuardedEnd:
    'Hay otras personas en esta conversación o a punto de unirse: usted salió de ella y la conversación continúa.',
  NativeTransfersOn:
    'Las transferencias de mensajes del propio Flex están activadas, por lo que Conversation Transfer se desactivó. Un administrador puede desactivar una de las dos funciones.',
}

const refusals: Partial<Language['refusals']> = {
  invite_outstanding: 'Se invitó a alguien a esta conversación y todavía no se une. Espere o cancele la invitación.',
  too_many_participants:
    'Ya se alcanzó el número máximo de personas que pueden estar en esta conversación o invitadas a ella.',
  busy: 'Otra persona está actuando sobre esta conversación en este instante. Intente de nuevo en un momento.',
  target_worker_unreachable:
    'El flujo de trabajo de transferencias no tiene ningún destino que llegue a este agente por su nombre; un administrador debe agregar uno.',
  target_queue_unreachable:
    'El flujo de trabajo de transferencias no dirige a esta cola; un administrador debe agregarla.',
  transfer_limit_reached: 'Esta conversación se transfirió demasiadas veces. Un supervisor puede transferirla.',
}

export const esMx: Language = {
  texts: { ...esEs.texts, ...texts },
  refusals: { ...esEs.refusals, ...refusals },
}
