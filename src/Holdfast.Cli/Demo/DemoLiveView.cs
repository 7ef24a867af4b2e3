using Spectre.Console;
using Spectre.Console.Rendering;

namespace Holdfast.Cli;

/// <summary>A table that lives in the terminal. Next: <see cref="DemoScreen"/>.</summary>
internal sealed class DemoLiveView : IDemoView
{
    public void Run(DemoFleet fleet, Func<DemoSample?> next)
    {
        // As the convention of that name has it: present and not empty.
        DemoScreen screen = new(Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 });
        DemoSample? last = null;
        AnsiConsole.Live(Draw(fleet.Meter.Begin())).Overflow(VerticalOverflow.Ellipsis).Start(live =>
        {
            live.Refresh();
            while (next() is { } now)
            {
                last = now;
                live.UpdateTarget(Draw(now));
            }
        });
        AnsiConsole.WriteLine(DemoText.Summary(last));

        IRenderable Draw(DemoSample sample) => screen.Draw(sample, fleet.Suggestions, AnsiConsole.Profile.Width);
    }
}
