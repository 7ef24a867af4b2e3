using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Load;

internal static class SessionKeys
{
    public static RecordKeys<SessionPlan> Keys { get; } = new(
        "Session",
        "session",
        new SessionPlan(),
        new PropertyKey<SessionPlan, TimeSpan>("for", nameof(SessionPlan.Length), new DurationKind(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24)),
            session => session.Length, (session, value) => session with { Length = value })
        {
            Meaning = "How long a user stays.",
            Example = "30s",
        },
        new PropertyKey<SessionPlan, SessionProtocol>("protocol", nameof(SessionPlan.Protocol), LoadKinds.Protocol, session => session.Protocol, (session, value) => session with { Protocol = value })
        {
            Meaning = "How a user holds the session open.",
            Example = "websocket",
        },
        new PropertyKey<SessionPlan, string>("path", nameof(SessionPlan.Path), new TextKind("/session"), session => session.Path, (session, value) => session with { Path = value })
        {
            Meaning = "Of the session; a long poll adds ?for= and the time that is left.",
        },
        new PropertyKey<SessionPlan, TimeSpan>("think", nameof(SessionPlan.ThinkTime),
            new DurationKind(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), mayBeZero: true), session => session.ThinkTime, (session, value) => session with { ThinkTime = value })
        {
            Meaning = "Written: nothing is held open, but requests of the class one after the other with such pauses (random, this on average).",
            Default = "0",
            Example = "2s",
        },
        new PropertyKey<SessionPlan, ReconnectKind>("reconnect", nameof(SessionPlan.Reconnect), LoadKinds.Reconnect, session => session.Reconnect, (session, value) => session with { Reconnect = value })
        {
            Meaning = "What a user does whose session is cut or refused.",
        },
        new PropertyKey<SessionPlan, TimeSpan>("reconnectDelay", nameof(SessionPlan.ReconnectDelay),
            new DurationKind(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)), session => session.ReconnectDelay, (session, value) => session with { ReconnectDelay = value })
        {
            Meaning = "Of reconnect: delayed.",
        },
        new PropertyKey<SessionPlan, int>("users", nameof(SessionPlan.UsersMaximum), new IntegerKind(1, 1_000_000), session => session.UsersMaximum, (session, value) => session with { UsersMaximum = value })
        {
            Meaning = "Most users at once; who comes on top is counted as dropped.",
        })
    {
        Meaning = "Users that come and stay; the time alone will do.",
        Example = "{ for: 30s, reconnect: immediate }",
        Shorthand = "for",
    };
}
