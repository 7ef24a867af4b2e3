using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Load;

internal static class ClassKeys
{
    private static readonly DurationKind Patience = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24));

    public static RecordKeys<TrafficClass> Keys { get; } = new(
        "TrafficClass",
        "classes",
        new TrafficClass(),
        new PropertyKey<TrafficClass, string>("name", nameof(TrafficClass.Name), new TextKind("checkout"), one => one.Name, (one, value) => one with { Name = value })
        {
            Meaning = "For tables, thresholds and charts.",
        },
        new PropertyKey<TrafficClass, RateCurve>("rate", nameof(TrafficClass.Rate), LoadKinds.Rate, one => one.Rate, (one, value) => one with { Rate = value })
        {
            IsRequired = true,
            Meaning = "Requests (with session: users) per time: 500/s, a ramp 100..5000/60s, steps 100/10s,500/10s; after the last part its rate stays.",
        },
        new PropertyKey<TrafficClass, ArrivalPattern>("arrivals", nameof(TrafficClass.Arrivals), LoadKinds.Arrivals, one => one.Arrivals, (one, value) => one with { Arrivals = value })
        {
            Meaning = "How they lie within the rate.",
        },
        new PropertyKey<TrafficClass, IReadOnlyList<RequestShape>>("requests", nameof(TrafficClass.Requests),
            new ListKind<RequestShape>(new RecordKind<RequestShape>(RequestKeys.Keys)), one => one.Requests, (one, value) => one with { Requests = value })
        {
            Meaning = "Each request is one of them, at random by weight.",
            Default = "GET /",
            Example = "[/, { path: /checkout, method: POST, body: 2KiB }]",
        },
        new PropertyKey<TrafficClass, IReadOnlyDictionary<string, string>>("headers", nameof(TrafficClass.Headers), RequestKeys.HeaderMap, one => one.Headers, (one, value) => one with { Headers = value })
        {
            Meaning = "Sent with every request.",
            Example = "{ X-Class: checkout }",
        },
        new PropertyKey<TrafficClass, ClientAddresses>("clients", nameof(TrafficClass.Clients), new RecordKind<ClientAddresses>(ClientKeys.Keys), one => one.Clients, (one, value) => one with { Clients = value })
        {
            Meaning = "Addresses that the clients come from.",
            Default = "one, as the machine chooses",
        },
        new PropertyKey<TrafficClass, SessionPlan>("session", nameof(TrafficClass.Session), new RecordKind<SessionPlan>(SessionKeys.Keys), one => one.Session, (one, value) => one with { Session = value })
        {
            Meaning = "Makes arrivals users that stay.",
            Default = "none: each arrival is a request",
        },
        new PropertyKey<TrafficClass, TimeSpan>("deadline", nameof(TrafficClass.Deadline), Patience, one => one.Deadline, (one, value) => one with { Deadline = value })
        {
            Meaning = "A 2xx answer is good until then, from the intended send time.",
            Example = "500ms",
        },
        new PropertyKey<TrafficClass, TimeSpan>("timeout", nameof(TrafficClass.Timeout), Patience, one => one.Timeout, (one, value) => one with { Timeout = value })
        {
            Meaning = "When a client gives an attempt up and closes its connection.",
            Example = "10s",
        },
        new PropertyKey<TrafficClass, RetryPlan>("retry", nameof(TrafficClass.Retry), LoadKinds.Retry, one => one.Retry, (one, value) => one with { Retry = value })
        {
            Meaning = "What clients do about failures: none, immediate:3, backoff:3 (attempts, the first one included).",
        },
        new PropertyKey<TrafficClass, int>("connections", nameof(TrafficClass.ConnectionsMaximum), new IntegerKind(1, 1_000_000), one => one.ConnectionsMaximum, (one, value) => one with { ConnectionsMaximum = value })
        {
            Meaning = "Most connections at once.",
        },
        new PropertyKey<TrafficClass, int>("inFlight", nameof(TrafficClass.InFlightMaximum), new IntegerKind(1, 10_000_000), one => one.InFlightMaximum, (one, value) => one with { InFlightMaximum = value })
        {
            Meaning = "Most requests waiting or under way; past it the next one is dropped and counted.",
        },
        new PropertyKey<TrafficClass, bool>("keepAlive", nameof(TrafficClass.KeepAlive), new BooleanKind(), one => one.KeepAlive, (one, value) => one with { KeepAlive = value })
        {
            Meaning = "false: a new connection for each request.",
        })
    {
        Meaning = "Traffic of one kind.",
        Example = "{ name: checkout, rate: 200/s, requests: [/checkout] }",
    };
}
