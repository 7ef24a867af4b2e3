using System.Text;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.DataPlane.Takeover;

/// <summary>
/// What two processes say to each other during a takeover: a word on the first line, then one address a line, each with an open descriptor
/// in the same order.
/// </summary>
internal static class TakeoverMessage
{
    public const string Hello = "takeover 1";
    public const string Limits = "limits";
    public const string Listeners = "listeners";
    public const string EndOfListeners = "end";
    public const string Serving = "serving";
    public const string Clients = "clients";
    public const string Done = "done";

    public static void Send(DescriptorChannel channel, string word) => channel.Send(Encoding.ASCII.GetBytes(word), []);

    /// <summary>Sends any number of sockets, in as many messages as the kernel's bound of descriptors needs.</summary>
    public static void SendSockets(DescriptorChannel channel, string word, IReadOnlyList<(NetworkAddress Address, int Descriptor)> sockets)
    {
        foreach ((NetworkAddress Address, int Descriptor)[] part in sockets.Chunk(DescriptorChannel.DescriptorsPerMessageMax))
        {
            string text = string.Join('\n', part.Select(socket => socket.Address.ToString()).Prepend(word));
            channel.Send(Encoding.ASCII.GetBytes(text), part.Select(socket => socket.Descriptor).ToArray());
        }
    }

    /// <summary>The next message; an empty word when the other process has gone.</summary>
    public static (string Word, IReadOnlyList<(NetworkAddress Address, int Descriptor)> Sockets) Receive(DescriptorChannel channel)
    {
        byte[] payload = new byte[DescriptorChannel.PayloadBytesMax];
        List<int> descriptors = [];
        int length = channel.Receive(payload, descriptors);
        string[] lines = Encoding.ASCII.GetString(payload, 0, length).Split('\n');
        List<(NetworkAddress, int)> sockets = [];
        for (int i = 0; i < descriptors.Count && i + 1 < lines.Length; i++)
        {
            sockets.Add((NetworkAddress.TryParse(lines[i + 1], out NetworkAddress address) ? address : default, descriptors[i]));
        }

        return (lines[0], sockets);
    }
}
