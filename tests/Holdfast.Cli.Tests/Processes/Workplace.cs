using System.Net;
using System.Net.Sockets;
using Holdfast.Foundation;

namespace Holdfast.Cli.Tests;

/// <summary>A directory of a test's own, with a configuration in it.</summary>
internal sealed class Workplace : IDisposable
{
    public Workplace() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"holdfast-cli-{Environment.ProcessId}-{Guid.NewGuid():N}");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    /// <summary>A gateway on a free port, before these servers.</summary>
    public string WriteConfig(int adminPort, params NetworkAddress[] servers) => Write("gateway.yaml", Config("127.0.0.1:0", adminPort, servers));

    public static string Config(string listener, int adminPort, params NetworkAddress[] servers) =>
        $$"""
        listeners:
          - address: "{{listener}}"
        routes:
          - { pool: shop }
        pools:
          shop:
            servers: [{{string.Join(", ", servers.Select(server => $"\"{server}\""))}}]
        workers: 1
        admin: { address: "127.0.0.1:{{adminPort}}" }

        """;

    /// <summary>Free a moment ago, and the kernel does not give it out again soon.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
