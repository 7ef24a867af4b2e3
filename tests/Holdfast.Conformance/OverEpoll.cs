using Holdfast.Networking.Linux;

namespace Holdfast.Conformance;

public class AcceptOverEpoll() : AcceptContract(new LinuxNetwork());

public class TransferOverEpoll() : TransferContract(new LinuxNetwork());

public class CloseOverEpoll() : CloseContract(new LinuxNetwork());

public class ConnectOverEpoll() : ConnectContract(new LinuxNetwork());

public class GenerationOverEpoll() : GenerationContract(new LinuxNetwork());

public class WakeOverEpoll() : WakeContract(new LinuxNetwork());

public class DetachOverEpoll() : DetachContract(new LinuxNetwork());
