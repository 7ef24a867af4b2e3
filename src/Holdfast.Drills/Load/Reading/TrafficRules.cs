using Holdfast.Configuration.Reading;

namespace Holdfast.Drills.Load;

/// <summary>What no single key of the traffic can tell. Also for documents that embed it.</summary>
internal static class TrafficRules
{
    /// <param name="path">Of the list of classes.</param>
    public static void Check(IReadOnlyList<TrafficClass> classes, ConfigPath path, DocumentCheck check)
    {
        if (classes.Count == 0)
        {
            check.Error(path, "there is no class of traffic", $"Write at least one: - {ClassKeys.Keys.Example}.");
        }

        for (int index = 0; index < classes.Count; index++)
        {
            if (classes.Take(index).Any(earlier => earlier.Name == classes[index].Name))
            {
                check.Error(path.Item(index).Key("name"), $"two classes are named {SafeText.Quote(classes[index].Name)}", "Give each a name of its own.");
            }

            CheckClass(classes[index], path.Item(index), check);
        }
    }

    private static void CheckClass(TrafficClass one, ConfigPath path, DocumentCheck check)
    {
        if (one.Requests.Count == 0)
        {
            check.Error(path.Key("requests"), "there is no request", "Write at least one path: [/].");
        }

        CheckHeaders(one.Headers, path.Key("headers"), check);
        if (one.Session is { } session)
        {
            if (session.Protocol == SessionProtocol.WebSocket && !session.IsHeld)
            {
                check.Error(path.Key("session").Key("think"), "a WebSocket is held open: its users do not send requests", "Remove think, or protocol.");
            }

            CheckPath(session.Path, path.Key("session").Key("path"), check);
        }

        for (int index = 0; index < one.Requests.Count; index++)
        {
            RequestShape request = one.Requests[index];
            ConfigPath place = path.Key("requests").Item(index);
            CheckPath(request.Path, place.Key("path"), check);
            CheckHeaders(request.Headers, place.Key("headers"), check);
            if (!RequestSyntax.IsMethod(request.Method))
            {
                check.Error(place.Key("method"), $"{SafeText.Quote(request.Method)} is not a method", "Write for example GET or POST.");
            }
        }
    }

    private static void CheckPath(string text, ConfigPath path, DocumentCheck check)
    {
        if (!RequestSyntax.IsTarget(text))
        {
            check.Error(path, $"{SafeText.Quote(text)} is not a path", "Write it from its first /, spaces and symbols outside ASCII percent-encoded: /search?q=a%20b.");
        }
    }

    private static void CheckHeaders(IReadOnlyDictionary<string, string> headers, ConfigPath path, DocumentCheck check)
    {
        foreach ((string name, string value) in headers)
        {
            if (RequestSyntax.WhyNotHeader(name, value) is { } wrong)
            {
                check.Error(path.Key(name), wrong, "Write a field name and a value of visible ASCII; framing fields are the generator's own.");
            }
        }
    }
}
