using System.Text.RegularExpressions;
using Holdfast.Incidents.Notifications;

namespace Holdfast.Incidents.Escalation.Reading;

/// <summary>The parts of a policy, one method each.</summary>
internal static partial class PolicyParts
{
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static ChannelConfig? Channel(string name, PolicyMap map)
    {
        string type = map.Needed("type") ?? "";
        ChannelConfig? channel = type switch
        {
            "webhook" => Webhook(name, map),
            "smtp" => Smtp(name, map),
            "command" => Program(name, map),
            _ => null,
        };
        if (channel is null)
        {
            map.WrongAt("type", $"'{type}' is not a type of channel", PolicyMap.Known(type, ["webhook", "smtp", "command"]));
            return null;
        }

        channel = channel with { Fallback = map.Text("fallback"), Timeout = map.Span("timeout") ?? channel.Timeout };
        map.Finish();
        return channel;
    }

    public static ContactConfig Contact(string name, PolicyMap map)
    {
        List<string> channels = map.Texts("channels");
        if (channels.Count == 0)
        {
            map.WrongAt("channels", $"{name} cannot be reached", "Write channels: [first, second].");
        }

        map.Finish();
        return new ContactConfig(name, channels);
    }

    public static RotationConfig? Rotation(string name, PolicyMap map)
    {
        List<string> people = map.Texts("people");
        TimeSpan every = map.Span("every") ?? TimeSpan.FromDays(7);
        DateTime? from = map.LocalTime("from");
        TimeZoneInfo zone = map.Zone("zone");
        if (from is null)
        {
            map.WrongAt("from", $"rotation {name} does not say when the first turn began", "Write from: 2026-11-02T09:00.");
        }

        if (people.Count == 0)
        {
            map.WrongAt("people", $"rotation {name} has nobody", "Write people: [anna, ben].");
        }

        if (every < TimeSpan.FromDays(1) || every.Ticks % TimeSpan.TicksPerDay != 0)
        {
            map.WrongAt("every", "a turn is whole days", "Write every: 7d.");
        }

        map.Finish();
        return from is { } begin && people.Count > 0 ? new RotationConfig(name, begin, Math.Max(1, (int)every.TotalDays), zone, people) : null;
    }

    public static LevelConfig Level(PolicyMap map)
    {
        List<string> notify = map.Texts("notify");
        if (notify.Count == 0)
        {
            map.WrongAt("notify", "a level calls nobody", "Write notify: [NAME] with a rotation, a contact or a channel.");
        }

        LevelConfig level = new(notify, map.Span("after") ?? TimeSpan.Zero, map.Map("hours") is { } hours ? Hours(hours) : null);
        map.Finish();
        return level;
    }

    public static SilenceConfig? Silence(PolicyMap map)
    {
        (DateTimeOffset? from, DateTimeOffset? to) = (map.Time("from"), map.Time("to"));
        if (from is null || to is null || to <= from)
        {
            map.WrongAt("to", "a silence has a begin and a later end", "Write from: and to: as 2026-11-21T22:00:00Z.");
        }

        SilenceConfig silence = new(from ?? default, to ?? default, map.Text("why") ?? "planned", map.Text("pool"));
        map.Finish();
        return from is null || to is null ? null : silence;
    }

    public static HeartbeatConfig? Heartbeat(PolicyMap map)
    {
        string? url = Url(map);
        TimeSpan every = map.Span("every") ?? TimeSpan.FromMinutes(1);
        map.Finish();
        return url is null ? null : new HeartbeatConfig(url, every < TimeSpan.FromSeconds(5) ? TimeSpan.FromSeconds(5) : every);
    }

    public static EscalationConfig LinksAndReview(PolicyMap root, EscalationConfig policy)
    {
        if (root.Map("links") is { } links)
        {
            policy = policy with { LinkBase = links.Text("base")?.TrimEnd('/'), LinkValid = links.Span("validFor") ?? policy.LinkValid };
            links.Finish();
        }

        if (root.Map("review") is { } review)
        {
            policy = policy with { ReviewWithin = review.Span("within") ?? policy.ReviewWithin, FallbackReviewer = review.Text("fallback") };
            review.Finish();
        }

        return policy;
    }

    /// <summary>Whoever is named exists.</summary>
    public static void CheckNames(PolicyMap root, EscalationConfig policy)
    {
        string[] channels = [.. policy.Channels.Keys];
        foreach (ContactConfig contact in policy.Contacts.Values)
        {
            foreach (string unknown in contact.Channels.Where(name => !policy.Channels.ContainsKey(name)))
            {
                root.WrongAt("contacts", $"contact {contact.Name} names a channel '{unknown}' that is not there", PolicyMap.Known(unknown, channels));
            }
        }

        foreach (ChannelConfig channel in policy.Channels.Values.Where(one => one.Fallback is { } next && !policy.Channels.ContainsKey(next)))
        {
            root.WrongAt("channels", $"channel {channel.Name} falls back to '{channel.Fallback}', which is not there", PolicyMap.Known(channel.Fallback!, channels));
        }

        PolicyWays.Check(root, policy);
        foreach (string unknown in policy.Rotations.Values.SelectMany(one => one.People).Where(name => !policy.Contacts.ContainsKey(name)))
        {
            root.WrongAt("rotations", $"'{unknown}' is on call and is no contact", PolicyMap.Known(unknown, [.. policy.Contacts.Keys]));
        }

        string[] names = [.. policy.Rotations.Keys, .. policy.Contacts.Keys, .. policy.Channels.Keys];
        foreach (string unknown in policy.Levels.SelectMany(level => level.Notify).Where(name => !names.Contains(name)))
        {
            root.WrongAt("levels", $"a level calls '{unknown}', which is not there", PolicyMap.Known(unknown, names));
        }
    }

    private static ChannelConfig Webhook(string name, PolicyMap map)
    {
        string shape = map.Text("shape") ?? "json";
        if (!Payloads.Shapes.Contains(shape))
        {
            map.WrongAt("shape", $"'{shape}' is not a shape", PolicyMap.Known(shape, [.. Payloads.Shapes]));
        }

        string? key = map.Text("routingKey");
        if (shape == "pagerduty" && key is null)
        {
            map.WrongAt("routingKey", "PagerDuty needs the key of its integration", "Add routingKey:.");
        }

        return new ChannelConfig { Name = name, Type = ChannelType.Webhook, Shape = shape, Url = Url(map), RoutingKey = key };
    }

    private static ChannelConfig Smtp(string name, PolicyMap map)
    {
        string server = map.Text("server") ?? "127.0.0.1:25";
        if (!HostAndPort().IsMatch(server))
        {
            map.WrongAt("server", $"'{server}' is not a host and a port", "Write 127.0.0.1:25.");
        }

        List<string> to = map.Texts("to");
        if (to.Count == 0)
        {
            map.WrongAt("to", "the mail goes to nobody", "Write to: [oncall@example.org].");
        }

        return new ChannelConfig { Name = name, Type = ChannelType.Smtp, Server = server, From = map.Text("from") ?? "holdfast@localhost", To = to };
    }

    private static ChannelConfig Program(string name, PolicyMap map)
    {
        List<string> run = map.Texts("run");
        if (run.Count == 0)
        {
            map.WrongAt("run", "no program is named", "Write run: [/usr/local/bin/page, --loud].");
        }

        return new ChannelConfig { Name = name, Type = ChannelType.Command, Run = run };
    }

    private static string? Url(PolicyMap map)
    {
        string? url = map.Needed("url");
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"))
        {
            map.WrongAt("url", $"'{url}' is not an address", "It begins with http:// or https:// and a host.");
            return null;
        }

        return url;
    }

    private static HoursConfig Hours(PolicyMap map)
    {
        List<DayOfWeek> days = [];
        foreach (string text in map.Texts("days"))
        {
            string[] ends = text.ToLowerInvariant().Split('-');
            (int first, int last) = (Array.IndexOf(DayNames, ends[0]), Array.IndexOf(DayNames, ends[^1]));
            if (first < 0 || last < 0 || ends.Length > 2)
            {
                map.WrongAt("days", $"'{text}' is not a day or days", "Write mon-fri, or [mon, wed].");
                continue;
            }

            for (int day = first; ; day = (day + 1) % 7)
            {
                days.Add((DayOfWeek)day);
                if (day == last)
                {
                    break;
                }
            }
        }

        HoursConfig hours = new(days.Count > 0 ? days : [.. Enum.GetValues<DayOfWeek>()], map.Clock("from") ?? TimeOnly.MinValue, map.Clock("to") ?? TimeOnly.MinValue, map.Zone("zone"));
        map.Finish();
        return hours;
    }

    [GeneratedRegex(@"^[\w.\-\[\]:]+:\d{1,5}$", RegexOptions.None, 1000)]
    private static partial Regex HostAndPort();
}
