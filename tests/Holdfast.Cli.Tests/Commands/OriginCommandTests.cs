using System.Diagnostics;
using System.Net.Http;
using System.Text.Json;

namespace Holdfast.Cli.Tests;

public sealed class OriginCommandTests : IDisposable
{
    private readonly Workplace workplace = new();
    private readonly HttpClient client = new() { Timeout = HoldfastProcess.Patience };

    public void Dispose()
    {
        client.Dispose();
        workplace.Dispose();
    }

    [Fact]
    public async Task Origin_SaysWhereItServes_AndAtTheEndWhatItDid()
    {
        using HoldfastProcess origin = HoldfastProcess.Start(workplace.Path, "origin", "--address", "127.0.0.1:0", "--name", "a", "--service", "fixed:1ms", "--body", "7B", "--json");
        JsonElement ready = Ready(origin);
        ready.GetProperty("ready").GetBoolean().ShouldBeTrue();
        ready.GetProperty("pid").GetInt32().ShouldBe(origin.Pid);
        (await client.GetStringAsync($"http://{ready.GetProperty("address")}/x")).ShouldBe("abcdefg");
        (await client.GetStringAsync($"http://{ready.GetProperty("control")}/state")).ShouldContain("\"name\":\"a\"");

        origin.Signal("TERM");
        Finished finished = origin.WaitForExit();
        finished.ExitCode.ShouldBe(0, finished.Error);
        finished.Error.ShouldBeEmpty();
        using JsonDocument end = JsonDocument.Parse(finished.Output.TrimEnd().Split('\n')[^1]);
        end.RootElement.GetProperty("completed").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task DeathForGood_EndsTheProcessWithOne()
    {
        using HoldfastProcess origin = HoldfastProcess.Start(workplace.Path, "origin", "--address", "127.0.0.1:0", "--name", "b", "--poison", "/bad", "--json");
        string address = Ready(origin).GetProperty("address").GetString()!;
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync($"http://{address}/bad"));
        Finished finished = origin.WaitForExit();
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldBe("holdfast: the origin b died, as it was told to: poison. --death-restart 10s brings it back\n");
        finished.Output.ShouldContain("\"causeOfDeath\":\"poison\"");
    }

    [Fact]
    public void PortInUse_IsOneSentence()
    {
        using HoldfastProcess first = HoldfastProcess.Start(workplace.Path, "origin", "--address", "127.0.0.1:0", "--json");
        string address = Ready(first).GetProperty("address").GetString()!;
        Finished second = HoldfastProcess.Run(workplace.Path, "origin", "--address", address, "--control", "127.0.0.1:0");
        second.ExitCode.ShouldBe(1);
        second.Error.ShouldBe($"holdfast: {address} is in use by another process. Stop it or choose another --address (ss -ltnp shows who it is).\n");
    }

    [Fact]
    public void OriginWhoseParentIsKilled_Leaves()
    {
        string holdfast = Path.Combine(AppContext.BaseDirectory, "holdfast.dll");
        using Process parent = Process.Start("sh", ["-c", $"dotnet '{holdfast}' origin --address 127.0.0.1:0 --parent-watch --json > '{workplace.File("out")}' & wait"]);
        SpinWait.SpinUntil(() => File.Exists(workplace.File("out")) && File.ReadAllText(workplace.File("out")).EndsWith("}\n", StringComparison.Ordinal), HoldfastProcess.Patience).ShouldBeTrue();
        int origin = JsonDocument.Parse(File.ReadAllText(workplace.File("out"))).RootElement.GetProperty("pid").GetInt32();
        Directory.Exists($"/proc/{origin}").ShouldBeTrue();

        parent.Kill();
        parent.WaitForExit();
        SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{origin}"), HoldfastProcess.Patience).ShouldBeTrue("it is still there");
    }

    private static JsonElement Ready(HoldfastProcess origin)
    {
        origin.Until(() => origin.Output.Contains('\n') || origin.Error.Length > 0, "the ready line");
        origin.Error.ShouldBeEmpty();
        return JsonDocument.Parse(origin.Output.Split('\n')[0]).RootElement;
    }
}
