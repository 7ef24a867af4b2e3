using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Cli;

/// <summary>A line each second and each event, for pipes and logs.</summary>
internal sealed class DrillPlainView(TextWriter output) : IDrillView
{
    public Task<T> WatchAsync<T>(Func<Task<T>> run) => run();

    public void Step(string text) => output.WriteLine(text);

    public void Happened(RunEvent happened) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{happened.At,6:0.0} s  {happened.Kind.ToString().ToLowerInvariant()}: {happened.Text}"));

    public void Second(DrillSecond second)
    {
        string servers = string.Join(" ", second.Servers.Select(static server => string.Create(
            CultureInfo.InvariantCulture,
            $"{server.Name}:{(server.State.Answers ? server.State.Admitted.ToString(CultureInfo.InvariantCulture) : "silent")}({server.State.PeakInFlight + server.State.Sessions})")));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{second.Second + 1,4} s  {second.Phase,-9} offered {second.Traffic.Offered,5}  good {second.Traffic.Good,5}  shed {second.Traffic.Shed,5}  failed {second.Traffic.Failed,5}  {servers}"));
    }
}
