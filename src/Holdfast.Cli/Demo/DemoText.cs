using System.Globalization;

namespace Holdfast.Cli;

/// <summary>Lines that all views for people share.</summary>
internal static class DemoText
{
    public static string Summary(DemoSample? last)
    {
        if (last is null)
        {
            return "Ended before the first second was over.";
        }

        string shares = string.Join(", ", last.Servers.Select(server => string.Create(CultureInfo.InvariantCulture, $"{server.Name} {Percent(server.Requests, last.Servers.Sum(one => one.Requests))}")));
        return string.Create(CultureInfo.InvariantCulture, $"{last.Sent} requests in {last.Elapsed.TotalSeconds:0} s, {last.Answered} answered, {last.Failed} failed, {last.UnderWay} under way; {shares}.");
    }

    public static string Milliseconds(double value) => value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    public static string Statuses(DemoServerSample server) => string.Join(
        ' ',
        server.Statuses.Select((count, status) => (count, status)).Where(one => one.count > 0 && one.status > 0).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.status}xx:{one.count}")));

    private static string Percent(long part, long all) => string.Create(CultureInfo.InvariantCulture, $"{(all == 0 ? 0 : 100.0 * part / all):0} %");
}
