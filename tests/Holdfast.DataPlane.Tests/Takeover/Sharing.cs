using Holdfast.DataPlane.Takeover;
using Holdfast.Foundation;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.DataPlane.Tests.Takeover;

/// <summary>Several processes' sides of one memory in this one process: each opens what the others have passed on.</summary>
internal static class Sharing
{
    public const long Second = 1_000_000_000;

    private static readonly NetworkAddress Address = NetworkAddress.FromIPv4(0x0A00_0001u, 80);

    /// <summary>Null when it cannot.</summary>
    public static SharedLimits? TryJoin(SharedLimits running)
    {
        SafeFileHandle copy = File.OpenHandle($"/proc/self/fd/{running.Descriptor}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        int descriptor = (int)copy.DangerousGetHandle();
        copy.SetHandleAsInvalid();
        return SharedLimits.TryJoin(descriptor);
    }

    public static ServerState Server(SharedLimits process, string name = "a") =>
        new("shop", name, Address, 100, new ServerChanges(), process.Claim("shop", name, Address));

    public static void Enter(ServerState server, int count)
    {
        for (int i = 0; i < count; i++)
        {
            server.TryEnter().ShouldBeTrue();
        }
    }
}
