using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Http1;

namespace Holdfast.Drills;

/// <summary>Orders to an origin: method and path to what is done. Next on the path: <see cref="ControlBody"/> reads what comes with them.</summary>
internal static class ControlActions
{
    private const string Known = "GET /state, POST /behaviour, /freeze, /die, /revive, /reset-counts";
    private static readonly TimeSpan FreezeDefault = TimeSpan.FromSeconds(6);

    public static ControlAnswer Do(Origin origin, HttpMethod method, string target, ReadOnlySpan<byte> body)
    {
        string path = target.Split('?')[0];
        if (method == HttpMethod.Get)
        {
            return path switch
            {
                "/state" => new ControlAnswer(200, origin.StateJson(SecondsIn(target))),
                "/healthz" => Done(origin),
                _ => Wrong(404, $"there is no GET {path}; there are {Known}"),
            };
        }

        ControlBody given = ControlBody.Read(body);
        if (given.Wrong is { } wrong)
        {
            return Wrong(400, wrong);
        }

        return path switch
        {
            "/behaviour" => Change(origin, given),
            "/freeze" => Freeze(origin, given),
            "/die" => Die(origin, given),
            "/revive" => origin.Life.Revive() ? Done(origin) : Wrong(400, $"{origin.Address} is in use by another process; the origin tries again until it is free"),
            "/reset-counts" => Reset(origin),
            _ => Wrong(404, $"there is no POST {path}; there are {Known}"),
        };
    }

    private static ControlAnswer Change(Origin origin, ControlBody given)
    {
        OriginBehaviour changed = origin.Behaviour;
        foreach ((string name, string text) in given.Values)
        {
            if (BehaviourKeys.Find(name) is not { } key)
            {
                return Wrong(400, $"unknown behaviour '{name}'; known are {string.Join(", ", BehaviourKeys.All.Select(known => known.Name))}");
            }

            (OriginBehaviour? next, string? wrong) = key.Set(changed, text);
            if (next is null)
            {
                return Wrong(400, $"{name}: {wrong}");
            }

            changed = next;
        }

        origin.Change(changed);
        return Done(origin);
    }

    private static ControlAnswer Freeze(Origin origin, ControlBody given)
    {
        if (given.Duration("for", out TimeSpan? duration) is { } wrong)
        {
            return Wrong(400, wrong);
        }

        origin.Life.Freeze(duration ?? FreezeDefault);
        return Done(origin);
    }

    private static ControlAnswer Die(Origin origin, ControlBody given)
    {
        if (given.Duration("restartAfter", out TimeSpan? restartAfter) is { } wrong)
        {
            return Wrong(400, wrong);
        }

        origin.Life.Die(restartAfter ?? origin.Behaviour.DeathRestart);
        return Done(origin);
    }

    private static ControlAnswer Reset(Origin origin)
    {
        origin.ResetCounts();
        return Done(origin);
    }

    private static int SecondsIn(string target)
    {
        const string Name = "seconds=";
        int at = target.IndexOf(Name, StringComparison.Ordinal);
        return at >= 0 && int.TryParse(target[(at + Name.Length)..], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? seconds : 0;
    }

    private static ControlAnswer Done(Origin origin) => new(200, origin.StateJson());

    private static ControlAnswer Wrong(int status, string error) => new(status, $$"""{"error":"{{JsonEncodedText.Encode(error, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}"}""");
}
