using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Networking.Tests.Linux;

public sealed class DescriptorChannelTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-").FullName;

    private string SocketPath => Path.Combine(directory, "takeover");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void PassedListener_AcceptsThroughTheReceivedDescriptor()
    {
        var network = new LinuxNetwork();
        network.Listen(NetworkAddress.FromIPv4(0x7F000001, 0), 16, out int listening, out NetworkAddress address);
        (DescriptorChannel sender, DescriptorChannel receiver) = Connected();
        List<int> received = [];
        byte[] payload = new byte[100];
        using (sender)
        using (receiver)
        {
            sender.Send("listener 1"u8, [listening]);
            network.CloseDescriptor(listening);
            int bytes = receiver.Receive(payload, received);
            Encoding.UTF8.GetString(payload, 0, bytes).ShouldBe("listener 1");
        }

        received.Count.ShouldBe(1);
        using IEventLoop loop = network.CreateLoop();
        SocketId listener = loop.Adopt(received[0], new NoHandler());
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, address.Port);
        loop.Turn(1_000_000_000);
        loop.Accept(listener, out _, out _).ShouldBe(IoStatus.Done);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(DescriptorChannel.DescriptorsPerMessageMax)]
    public void Descriptors_ArriveAllAndInOrderAndAreClosedOnExec(int count)
    {
        // Each file's length tells which one it is.
        SafeFileHandle[] files = [.. Enumerable.Range(0, count).Select(OpenFileOfLength)];
        (DescriptorChannel sender, DescriptorChannel receiver) = Connected();
        List<int> received = [];
        using (sender)
        using (receiver)
        {
            sender.Send("x"u8, [.. files.Select(file => (int)file.DangerousGetHandle())]);
            Array.ForEach(files, file => file.Dispose());
            receiver.Receive(new byte[10], received).ShouldBe(1);
        }

        received.Count.ShouldBe(count);
        for (int i = 0; i < count; i++)
        {
            using var file = new SafeFileHandle(received[i], ownsHandle: true);
            RandomAccess.GetLength(file).ShouldBe(i);
            // O_CLOEXEC, of the octal flags.
            (Convert.ToInt32(FlagsOf(received[i]), 8) & 0x80000).ShouldBe(0x80000);
        }
    }

    [Fact]
    public void SeveralMessages_KeepTheirBoundariesAndThenTheEnd()
    {
        (DescriptorChannel sender, DescriptorChannel receiver) = Connected();
        using (receiver)
        {
            using (sender)
            {
                sender.Send("first"u8, []);
                sender.Send("second"u8, []);
            }

            byte[] payload = new byte[100];
            receiver.Receive(payload, []).ShouldBe(5);
            receiver.Receive(payload, []).ShouldBe(6);
            receiver.Receive(payload, []).ShouldBe(0);
        }
    }

    [Fact]
    public void MessageLargerThanTheRoom_IsRefusedWholeWithItsDescriptors()
    {
        using SafeFileHandle file = OpenFileOfLength(1);
        (DescriptorChannel sender, DescriptorChannel receiver) = Connected();
        using (sender)
        using (receiver)
        {
            List<int> received = [];
            int open = OpenDescriptors();
            sender.Send(new byte[11], [(int)file.DangerousGetHandle()]);
            Should.Throw<IOException>(() => receiver.Receive(new byte[10], received));
            received.ShouldBeEmpty();
            OpenDescriptors().ShouldBe(open);
        }
    }

    [Fact]
    public void NothingSent_ReceiveEndsAtItsTimeout()
    {
        (DescriptorChannel sender, DescriptorChannel receiver) = Connected();
        using (sender)
        using (receiver)
        {
            receiver.SetTimeout(TimeSpan.FromMilliseconds(5));
            Should.Throw<TimeoutException>(() => receiver.Receive(new byte[10], []));
        }
    }

    [Fact]
    public void NobodyComes_AcceptEndsAtItsTimeout()
    {
        using DescriptorListener listener = DescriptorChannel.Listen(SocketPath);
        listener.Accept(TimeSpan.FromMilliseconds(5)).ShouldBeNull();
    }

    [Fact]
    public void NobodyListens_ConnectGivesNothing() => DescriptorChannel.Connect(SocketPath, Patience).ShouldBeNull();

    [Fact]
    public void Listening_OnlyTheOwnerMayConnectAndTheFileGoesWithIt()
    {
        using (DescriptorChannel.Listen(SocketPath))
        {
#pragma warning disable CA1416 // The product and its tests run on Linux only.
            File.GetUnixFileMode(SocketPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore CA1416
            Directory.GetFiles(directory).ShouldBe([SocketPath]);
        }

        Directory.GetFiles(directory).ShouldBeEmpty();
    }

    [Fact]
    public void FileOfADeadProcess_IsReplaced()
    {
        DescriptorListener dead = DescriptorChannel.Listen(SocketPath);
        dead.RemovesFile = false;
        dead.Dispose();
        File.Exists(SocketPath).ShouldBeTrue();

        using DescriptorListener listener = DescriptorChannel.Listen(SocketPath);
        using DescriptorChannel? client = DescriptorChannel.Connect(SocketPath, Patience);
        client.ShouldNotBeNull();
    }

    [Fact]
    public void LivingProcessAtThePath_IsNotPushedAsideByMistake()
    {
        using DescriptorListener living = DescriptorChannel.Listen(SocketPath);
        Should.Throw<IOException>(() => DescriptorChannel.Listen(SocketPath)).Message.ShouldContain(SocketPath);
    }

    [Fact]
    public void Successor_TakesThePathAndThePredecessorLeavesItsFile()
    {
        DescriptorListener predecessor = DescriptorChannel.Listen(SocketPath);
        using DescriptorListener successor = DescriptorChannel.Listen(SocketPath, replaceLiving: true);
        predecessor.RemovesFile = false;
        predecessor.Dispose();

        using DescriptorChannel? client = DescriptorChannel.Connect(SocketPath, Patience);
        client.ShouldNotBeNull();
        using DescriptorChannel? accepted = successor.Accept(Patience);
        accepted.ShouldNotBeNull();
    }

    [Fact]
    public void OrdinaryFileAtThePath_IsNotOverwritten()
    {
        File.WriteAllText(SocketPath, "precious");
        Should.Throw<IOException>(() => DescriptorChannel.Listen(SocketPath));
        File.ReadAllText(SocketPath).ShouldBe("precious");
    }

    [Fact]
    public void PathTooLong_IsRefusedWithTheReason() =>
        Should.Throw<ArgumentException>(() => DescriptorChannel.Listen(Path.Combine(directory, new string('x', 120)))).Message.ShouldContain("107");

    private static int OpenDescriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private static string FlagsOf(int descriptor) =>
        File.ReadLines($"/proc/self/fdinfo/{descriptor}").First(line => line.StartsWith("flags:")).Split('\t')[1];

    private SafeFileHandle OpenFileOfLength(int bytes)
    {
        string path = Path.Combine(directory, $"file-{bytes}");
        File.WriteAllBytes(path, new byte[bytes]);
        return File.OpenHandle(path);
    }

    private (DescriptorChannel Sender, DescriptorChannel Receiver) Connected()
    {
        using DescriptorListener listener = DescriptorChannel.Listen(SocketPath);
        DescriptorChannel? receiver = DescriptorChannel.Connect(SocketPath, Patience);
        DescriptorChannel? sender = listener.Accept(Patience);
        return (sender.ShouldNotBeNull(), receiver.ShouldNotBeNull());
    }

    private sealed class NoHandler : IReadinessHandler
    {
        public void OnReady(SocketId socket, Readiness readiness)
        {
        }
    }
}
