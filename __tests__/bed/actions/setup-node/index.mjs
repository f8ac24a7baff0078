// Nothing to do: the Node that runs this file is the Node that the steps find.
