using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>`holdfast series`: what a running gateway has recorded, second by second. Next: <see cref="SeriesShowCommand"/>.</summary>
internal static class SeriesCommand
{
    public static Command Create() => new ExampleCommand(
        "series",
        "Look at what a running gateway has recorded: signals of pools, servers, routes, classes and clients, and what changed",
        "holdfast series list",
        "holdfast series show pool:shop good first-byte-p99 --from -10m",
        "holdfast series events --from -2h",
        "holdfast series announce shop-7-begins --subject pool:shop")
    {
        SeriesListCommand.Create(),
        SeriesShowCommand.Create(),
        SeriesEventsCommand.Create(),
        SeriesAnnounceCommand.Create(),
    };
}
