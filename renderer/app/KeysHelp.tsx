import { Modal } from '@mantine/core'
import { KeyList } from '../ui/KeyList.tsx'

/** All keys that work right now. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys" size="46rem">
      <KeyList />
    </Modal>
  )
}
