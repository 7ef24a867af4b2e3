using Holdfast.Networking.Simulated;

namespace Holdfast.Conformance;

public class AcceptOverSimulation() : AcceptContract(new SimulatedNetwork());

public class TransferOverSimulation() : TransferContract(new SimulatedNetwork());

public class CloseOverSimulation() : CloseContract(new SimulatedNetwork());

public class ConnectOverSimulation() : ConnectContract(new SimulatedNetwork());

public class GenerationOverSimulation() : GenerationContract(new SimulatedNetwork());

public class WakeOverSimulation() : WakeContract(new SimulatedNetwork());

public class DetachOverSimulation() : DetachContract(new SimulatedNetwork());
