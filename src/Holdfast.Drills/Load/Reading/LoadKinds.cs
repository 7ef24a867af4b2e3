using Holdfast.Configuration.Reading.Values;
using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>The kinds of values that only traffic has.</summary>
internal static class LoadKinds
{
    public static ParsedKind<RateCurve> Rate { get; } = new("a rate", RateText.Example, RateCurve.Constant(0), RateText.Parse, RateText.Format);

    public static ParsedKind<RetryPlan> Retry { get; } = new("a retry behaviour", RetryText.Example, RetryPlan.None, RetryText.Parse, RetryText.Format);

    public static ParsedKind<IReadOnlyList<LoadThreshold>> Thresholds { get; } =
        new("conditions", ThresholdText.Example, [], ThresholdText.ParseList, static list => string.Join(", ", list));

    public static ParsedKind<LoadAbortRule?> Abort { get; } =
        new("a condition and how long it holds", ThresholdText.AbortExample, null, ThresholdText.ParseAbort, static rule => rule?.ToString() ?? "none");

    public static ParsedKind<NetworkAddress> SourceAddress { get; } =
        new("a loopback address", "127.0.10.1", default, ParseSource, static address => address.ToIPAddress().ToString());

    public static WordKind<ArrivalPattern> Arrivals { get; } = new(
        new Word<ArrivalPattern>("constant", ArrivalPattern.Constant, "evenly"),
        new Word<ArrivalPattern>("poisson", ArrivalPattern.Poisson, "independent users: random gaps"));

    public static WordKind<SessionProtocol> Protocol { get; } = new(
        new Word<SessionProtocol>("long-poll", SessionProtocol.LongPoll, "a request that is answered at the end"),
        new Word<SessionProtocol>("websocket", SessionProtocol.WebSocket, "an upgraded connection, with a ping each second"));

    public static WordKind<ReconnectKind> Reconnect { get; } = new(
        new Word<ReconnectKind>("none", ReconnectKind.None, "goes away"),
        new Word<ReconnectKind>("immediate", ReconnectKind.Immediate, "comes back at once"),
        new Word<ReconnectKind>("delayed", ReconnectKind.Delayed, "comes back after reconnectDelay"));

    private static (string Problem, string Remedy)? ParseSource(string text, out NetworkAddress address)
    {
        bool understood = NetworkAddress.TryParse($"{text}:0", out address) && address.IsIPv4 && address.IPv4 >> 24 == 127;
        return understood ? null : ("is not a loopback address", "Write an address of 127.0.0.0/8 without a port: 127.0.10.1. They need no set-up.");
    }
}
