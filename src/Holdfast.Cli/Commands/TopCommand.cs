using System.CommandLine;
using Holdfast.Foundation;

namespace Holdfast.Cli;

/// <summary>`holdfast top`: the status once a second until q or Ctrl-C. Next: <see cref="TopSource"/> and the views.</summary>
internal static class TopCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        Option<TimeSpan?> duration = new("--for") { Description = "End after this time; without it with q or Ctrl-C", HelpName = "20s", CustomParser = Parsers.Length };
        Option<bool> json = new("--json") { Description = "Print the state as one line of JSON each second" };
        ExampleCommand command = new(
            "top",
            "Show the status live, once a second, what is in trouble first; q leaves. Not in a terminal: a line for each pool each second",
            "holdfast top",
            "holdfast top --for 60s > surge.txt",
            "holdfast top --json | jq -c '.pools[] | [.name, .offeredPerSecond, .capacity]'")
        { AdminApi.AddressOption, AdminApi.TokenFileOption, duration, json };
        command.SetAction(result => Run(result, result.GetValue(duration), result.GetValue(json)));
        return command;
    }

    private static TimeSpan Elapsed() => TimeSpan.FromTicks(SystemClock.Instance.NowNanoseconds / 100);

    private static int Run(ParseResult arguments, TimeSpan? duration, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        using ManualResetEventSlim stop = new();
        using StopSignals signals = new(stop.Set);
        TopSource source = new(api.Get, SystemClock.Instance);

        // A gateway that does not answer the first time is a mistake of the command line; later it is what the operator wants to see.
        TopSample? first = source.Ask(stop);
        if (first is null)
        {
            return 0;
        }

        if (first.Refused is { } refused)
        {
            return refused.Refuse();
        }

        TimeSpan since = Elapsed();
        using ITopView view = json ? new TopJsonView() : TerminalScreen.IsUsable ? new TopLiveView(arguments.GetValue(AdminApi.AddressOption).ToString(), stop) : new TopPlainView();
        for (TopSample? sample = first; sample is not null; sample = Next())
        {
            view.Show(sample);
        }

        return 0;

        TopSample? Next() => (duration is { } whole && Elapsed() - since + Pause > whole) || stop.Wait(Pause) ? null : source.Ask(stop);
    }
}
