using Holdfast.Networking.Linux;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Takeover;

/// <summary>
/// The successor's side: asks the running process for its listening sockets, and after it serves, takes over the idle clients.
/// Order of use: <see cref="Connect"/>, <see cref="ReceiveListeners"/>, start the gateway, <see cref="BeginServing"/>.
/// </summary>
public sealed class TakeoverClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // The predecessor sends something as long as it drains; more than a day of it is a mistake.
    private static readonly TimeSpan LongestDrain = TimeSpan.FromHours(24);

    private readonly DescriptorChannel channel;

    private TakeoverClient(DescriptorChannel channel)
    {
        this.channel = channel;
    }

    /// <summary>Where the servers are counted together with the running process; null where it does not share. The caller's to end.</summary>
    public SharedLimits? Limits { get; private set; }

    /// <summary>Null when no gateway listens at the socket file.</summary>
    public static TakeoverClient? Connect(string path)
    {
        DescriptorChannel? channel = DescriptorChannel.Connect(path, Patience);
        return channel is null ? null : new TakeoverClient(channel);
    }

    /// <exception cref="IOException">The running process ended or answered nonsense.</exception>
    /// <exception cref="TimeoutException">It did not answer.</exception>
    public IReadOnlyList<InheritedListener> ReceiveListeners()
    {
        channel.SetTimeout(Patience);
        TakeoverMessage.Send(channel, TakeoverMessage.Hello);
        List<InheritedListener> listeners = [];
        for (;;)
        {
            (string word, var sockets) = TakeoverMessage.Receive(channel);
            if (word == TakeoverMessage.EndOfListeners)
            {
                return listeners;
            }

            if (word == TakeoverMessage.Limits && sockets.Count == 1)
            {
                Limits = SharedLimits.TryJoin(sockets[0].Descriptor)
                    ?? throw new IOException("it shares its limits with as many other processes as it can, or in another form; try again when those that drain have gone");
                continue;
            }

            if (word != TakeoverMessage.Listeners)
            {
                throw new IOException("the running gateway ended the takeover");
            }

            listeners.AddRange(sockets.Select(socket => new InheritedListener(socket.Address, socket.Descriptor)));
        }
    }

    /// <summary>Tells the running process that it may leave, and takes its idle clients in the background until it has gone.</summary>
    public void BeginServing(Gateway gateway, EventLog events)
    {
        gateway.TakeCharge();
        TakeoverMessage.Send(channel, TakeoverMessage.Serving);
        channel.SetTimeout(LongestDrain);
        new Thread(() => AdoptClients(gateway, events)) { Name = "takeover", IsBackground = true }.Start();
    }

    public void Dispose() => channel.Dispose();

    private void AdoptClients(Gateway gateway, EventLog events)
    {
        int adopted = 0;
        try
        {
            for (;;)
            {
                (string word, var sockets) = TakeoverMessage.Receive(channel);
                if (word != TakeoverMessage.Clients)
                {
                    break;
                }

                gateway.Sockets.AdoptClients(sockets);
                adopted += sockets.Count;
            }
        }
        catch (Exception failure) when (failure is IOException or TimeoutException or ObjectDisposedException)
        {
            events.Warning("takeover", $"the process that was taken over is gone: {failure.Message}");
        }

        events.Information("takeover", $"the takeover is complete, {adopted} idle clients came along");
        channel.Dispose();
    }
}
