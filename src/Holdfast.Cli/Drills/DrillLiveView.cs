using Holdfast.Drills.Running;
using Spectre.Console;

namespace Holdfast.Cli;

/// <summary>A picture that lives in the terminal while the drill runs. Next: <see cref="DrillScreen"/>.</summary>
internal sealed class DrillLiveView : IDrillView
{
    private readonly Lock gate = new();
    private readonly DrillScreen screen = new(Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 });
    private LiveDisplayContext? live;

    public async Task<T> WatchAsync<T>(Func<Task<T>> run)
    {
        screen.Clear();
        return await AnsiConsole.Live(screen.Draw(AnsiConsole.Profile.Width)).Overflow(VerticalOverflow.Ellipsis).StartAsync(async context =>
        {
            lock (gate)
            {
                live = context;
            }

            try
            {
                return await run().ConfigureAwait(false);
            }
            finally
            {
                lock (gate)
                {
                    live = null;
                }
            }
        }).ConfigureAwait(false);
    }

    public void Step(string text) => Show(() => screen.Step(text), text);

    public void Happened(RunEvent happened) => Show(() => screen.Happened(happened), null);

    public void Second(DrillSecond second) => Show(() => screen.Second(second), null);

    private void Show(Action change, string? line)
    {
        lock (gate)
        {
            change();
            if (live is { } context)
            {
                context.UpdateTarget(screen.Draw(AnsiConsole.Profile.Width));
            }
            else if (line is not null)
            {
                AnsiConsole.WriteLine(line);
            }
        }
    }
}
