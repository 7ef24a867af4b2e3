using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.DataPlane;

/// <summary>A listener that could not be opened.</summary>
public sealed record ListenFailure(NetworkAddress Address, IoStatus Status, int Errno)
{
    /// <summary>What happened and what to do, for the operator.</summary>
    public string Message => Status switch
    {
        IoStatus.AddressInUse => $"{Address} is already in use: stop the other program, choose another address, or take over a running gateway with --takeover",
        IoStatus.NotPermitted => $"{Address} may not be bound: ports below 1024 need root or the capability CAP_NET_BIND_SERVICE",
        IoStatus.AddressNotAvailable => $"{Address} does not belong to this machine: see 'ip address' for those that do, or listen on 0.0.0.0",
        IoStatus.TooManyDescriptors => $"{Address} cannot be opened: no file descriptor is left, raise the limit (ulimit -n)",
        _ => $"{Address} cannot be opened (errno {Errno})",
    };
}
