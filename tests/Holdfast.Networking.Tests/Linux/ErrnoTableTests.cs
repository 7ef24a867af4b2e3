using Holdfast.Networking.Linux;

namespace Holdfast.Networking.Tests.Linux;

public class ErrnoTableTests
{
    // Numbers from asm-generic/errno-base.h and errno.h, written apart from the product's names.
    private static readonly Dictionary<int, IoStatus> Expected = new()
    {
        [0] = IoStatus.Done,
        [1] = IoStatus.NotPermitted, // EPERM
        [11] = IoStatus.WouldBlock, // EAGAIN
        [12] = IoStatus.NoResources, // ENOMEM
        [13] = IoStatus.NotPermitted, // EACCES
        [23] = IoStatus.TooManyDescriptors, // ENFILE
        [24] = IoStatus.TooManyDescriptors, // EMFILE
        [32] = IoStatus.Reset, // EPIPE
        [98] = IoStatus.AddressInUse, // EADDRINUSE
        [99] = IoStatus.AddressNotAvailable, // EADDRNOTAVAIL
        [100] = IoStatus.Unreachable, // ENETDOWN
        [101] = IoStatus.Unreachable, // ENETUNREACH
        [103] = IoStatus.Reset, // ECONNABORTED
        [104] = IoStatus.Reset, // ECONNRESET
        [105] = IoStatus.NoResources, // ENOBUFS
        [107] = IoStatus.Reset, // ENOTCONN
        [108] = IoStatus.Reset, // ESHUTDOWN
        [110] = IoStatus.TimedOut, // ETIMEDOUT
        [111] = IoStatus.Refused, // ECONNREFUSED
        [112] = IoStatus.Unreachable, // EHOSTDOWN
        [113] = IoStatus.Unreachable, // EHOSTUNREACH
        [115] = IoStatus.InProgress, // EINPROGRESS
    };

    [Fact]
    public void EveryErrno_HasExactlyTheStatusOfTheTable()
    {
        for (int errno = -1; errno < 200; errno++)
        {
            ErrnoTable.StatusOf(errno).ShouldBe(Expected.GetValueOrDefault(errno, IoStatus.Other), $"errno {errno}");
        }
    }

    [Fact]
    public void EveryStatusButEndOfStream_IsReachedBySomeErrno()
    {
        // End of stream is not an error for the kernel: recv answers 0.
        IoStatus[] reached = [.. Enumerable.Range(-1, 200).Select(ErrnoTable.StatusOf).Distinct()];
        reached.ShouldBe(Enum.GetValues<IoStatus>().Except([IoStatus.EndOfStream]), ignoreOrder: true);
    }

    [Theory]
    [InlineData(99, IoStatus.NoResources)]
    [InlineData(11, IoStatus.NoResources)]
    [InlineData(114, IoStatus.InProgress)]
    [InlineData(111, IoStatus.Refused)]
    [InlineData(115, IoStatus.InProgress)]
    public void ErrnoOfConnect_HasItsOwnMeaning(int errno, IoStatus status) => ErrnoTable.StatusOfConnect(errno).ShouldBe(status);

    [Theory]
    [InlineData(103, true)] // ECONNABORTED
    [InlineData(4, true)] // EINTR
    [InlineData(113, true)] // EHOSTUNREACH
    [InlineData(11, false)] // EAGAIN
    [InlineData(24, false)] // EMFILE
    [InlineData(9, false)] // EBADF
    [InlineData(22, false)] // EINVAL
    public void ErrnoOfAccept_ConcernsTheConnectionOrTheListener(int errno, bool connectionOnly) =>
        ErrnoTable.ConcernsOneConnectionOnly(errno).ShouldBe(connectionOnly);
}
