using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Holdfast.Cli.Tests.Drills.Stub;

/// <summary>What Holdfast's own API says, as far as drills ask: GET /api/state and GET /api/diagnosis.</summary>
internal static class StubApi
{
    public static async Task AnswerAsync(TcpClient client, StubChoice choice)
    {
        if (await StubSockets.ReadHeadAsync(client.GetStream()) is { } head)
        {
            string path = Encoding.ASCII.GetString(head).Split(' ')[1];
            object? said = path switch { "/api/state" => State(choice), "/api/diagnosis" => Diagnosis(choice), _ => null };
            await StubSockets.AnswerAsync(client.GetStream(), "200 OK", said is null ? "" : JsonSerializer.Serialize(said));
        }
    }

    private static object State(StubChoice choice)
    {
        object detection = Cause(choice) is { } cause ? new { state = "suspected", first = cause } : new { state = "normal" };
        return new
        {
            detection,
            troubles = choice.HasRefused ? new[] { new { kind = "shedding", pool = "shop" } } : [],
            pools = new[] { new { name = "shop", clients = choice.Client is { } client ? new[] { new { client, share = 1.0 } } : [], servers = choice.Servers.Select(static server => new { name = server.Name, health = server.IsOut ? "ejected" : "healthy" }) } },
        };
    }

    private static object Diagnosis(StubChoice choice) => new
    {
        ranking = new[] { new { name = Cause(choice) ?? "none-of-these", ruledOutAt = (string?)null }, new { name = "network", ruledOutAt = (string?)"2026-01-01T00:00:00Z" } },
    };

    private static string? Cause(StubChoice choice) => choice.Servers.Any(static server => server.IsOut) ? "sick-server" : choice.HasRefused ? "surge" : null;
}
