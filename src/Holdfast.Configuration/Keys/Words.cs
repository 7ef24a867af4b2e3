using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

/// <summary>The words that stand for the values of the model's enums.</summary>
internal static class Words
{
    public static WordKind<RequestClass> RequestClass { get; } = new(
        new Word<RequestClass>("critical", Configuration.RequestClass.Critical, "shed last"),
        new Word<RequestClass>("default", Configuration.RequestClass.Default, "everything that says nothing"),
        new Word<RequestClass>("best-effort", Configuration.RequestClass.BestEffort, "shed before default"),
        new Word<RequestClass>("bulk", Configuration.RequestClass.Bulk, "shed first"));

    public static WordKind<BalancePolicy> BalancePolicy { get; } = new(
        new Word<BalancePolicy>("least-requests", Configuration.BalancePolicy.LeastRequests, "of two random servers, the one with fewer requests in flight for its weight"),
        new Word<BalancePolicy>("round-robin", Configuration.BalancePolicy.RoundRobin, "smooth weighted round robin: exact shares, evenly spread"),
        new Word<BalancePolicy>("peak-ewma", Configuration.BalancePolicy.PeakEwma, "of two random servers, the one with the lower product of latency and requests in flight"),
        new Word<BalancePolicy>("consistent-hash", Configuration.BalancePolicy.ConsistentHash, "the same key goes to the same server; few keys move when servers come or go"),
        new Word<BalancePolicy>("random", Configuration.BalancePolicy.Random, "weighted random"),
        new Word<BalancePolicy>("first", Configuration.BalancePolicy.First, "the first available in the order written"));

    public static WordKind<HashSource> HashSource { get; } = new(
        new Word<HashSource>("client-address", Configuration.HashSource.ClientAddress, "the client's IP address; behind a proxy of forwarding.trustedProxies the last one in X-Forwarded-For"),
        new Word<HashSource>("path", Configuration.HashSource.Path, "the path of the request"),
        new Word<HashSource>("header", Configuration.HashSource.Header, "the value of the header hashName"),
        new Word<HashSource>("cookie", Configuration.HashSource.Cookie, "the value of the cookie hashName"));

    public static WordKind<ForwardedStyle> ForwardedStyle { get; } = new(
        new Word<ForwardedStyle>("x-forwarded", Configuration.ForwardedStyle.XForwarded, "X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host"),
        new Word<ForwardedStyle>("forwarded", Configuration.ForwardedStyle.Forwarded, "Forwarded (RFC 7239)"),
        new Word<ForwardedStyle>("none", Configuration.ForwardedStyle.None, "nothing"));

    public static WordKind<ProtectionMode> ProtectionMode { get; } = new(
        new Word<ProtectionMode>("on", Configuration.ProtectionMode.On, "limits adapt, queues are bounded, requests beyond capacity are shed by importance"),
        new Word<ProtectionMode>("off", Configuration.ProtectionMode.Off, "requests go to the servers as they come"));

    public static WordKind<OtlpProtocol> OtlpProtocol { get; } = new(
        new Word<OtlpProtocol>("http/protobuf", Configuration.OtlpProtocol.HttpProtobuf, "protobuf over HTTP/1.1; the port is 4318 by convention"));

    public static WordKind<TokenRole> TokenRole { get; } = new(
        new Word<TokenRole>("read", Configuration.TokenRole.Read, "state and metrics"),
        new Word<TokenRole>("operate", Configuration.TokenRole.Operate, "also changes"),
        new Word<TokenRole>("report", Configuration.TokenRole.Report, "only the reports of holdfast agent"));
}
