using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Running;

/// <summary>The gateway of a drill: its configuration filled in, its process, what it notices.</summary>
internal sealed class GatewayUnderTest(GatewayKind kind, Scenario scenario, DrillOptions options, Launcher launcher, RunDirectory run)
{
    // Ten seconds, as for the servers.
    private const int StartTries = 200;
    private static readonly TimeSpan StartPause = TimeSpan.FromMilliseconds(50);

    private ProcessIdentity process;

    public GatewayFiles Files { get; } = new(
        kind.Package is null ? options.Holdfast : [Launcher.Find(kind.Program) ?? kind.Program],
        scenario.Gateway.Listen,
        scenario.Gateway.Admin,
        run.File("gateway"),
        Path.Combine(run.File("gateway"), "gateway" + kind.Ending),
        run.File("gateway.log"));

    public bool IsAlive => process.IsAlive;

    public FamilyUsage Usage => FamilyUsage.Of(process);

    public async Task StartAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Files.Work);
        Write(scenario.Gateway.Template);
        await Preflight.WaitUntilFreeAsync([Files.Listener, Files.Admin], cancellation).ConfigureAwait(false);
        int pid = await launcher.StartAsync(kind.Command(Files), Files.Work, Files.Log, kind.Environment(Files)).ConfigureAwait(false);
        process = run.Remember($"gateway {kind.Name}", pid);
        for (int tries = 0; tries < StartTries && process.IsAlive; tries++)
        {
            // Any answer will do: what stands behind it is not its fault yet.
            if (await DrillHttp.TryGetAsync($"http://{Files.Listener}/healthz", cancellation).ConfigureAwait(false) is not null && process.IsAlive)
            {
                return;
            }

            await Task.Delay(StartPause, cancellation).ConfigureAwait(false);
        }

        throw new DrillException($"{kind.Name} did not start. It said: {LogTail.Of(Files.Log)}");
    }

    /// <summary>Another configuration goes live whatever the gateway's own check says of it: that is what people in a hurry do.</summary>
    public async Task<SwapAnswer> SwapAsync(string template, CancellationToken cancellation)
    {
        Write(template);
        (int code, string said) = await CheckProgram.RunAsync(kind.CheckCommand(Files), Files.Work, kind.Environment(Files), cancellation).ConfigureAwait(false);
        string? refusal = await kind.ReloadAsync(Files, process, cancellation).ConfigureAwait(false);
        return new SwapAnswer(code == 0 ? null : said, refusal);
    }

    /// <returns>What it said when it did not take it; null when it did, or when nobody could tell it.</returns>
    public Task<string?> AnnounceAsync(string deployment, string subject, CancellationToken cancellation) => kind.AnnounceAsync(Files, deployment, subject, cancellation);

    public IGatewayWatch Watch() => kind.Watch(Files);

    private void Write(string template)
    {
        string path = kind.TemplatePath(template);
        string text = GatewayTemplate.Fill(options.ReadTemplate(path) ?? throw new DrillException($"there is no configuration {path}"), scenario, Files);
        if (GatewayTemplate.Unfilled(text) is { Count: > 0 } blanks)
        {
            throw new DrillException($"{path} has blanks that the scenario does not fill: {string.Join(", ", blanks)}. Add them to gateway.values");
        }

        File.WriteAllText(Files.Configuration, text);
    }
}
