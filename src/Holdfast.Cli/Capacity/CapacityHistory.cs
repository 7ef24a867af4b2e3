using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Holdfast.Admin;
using Holdfast.Drills;
using Holdfast.Foundation;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>`holdfast capacity --from-history POOL`: what a pool was asked for in the past weeks, and when that is more than it can carry. Next: <see cref="GrowthFit"/>.</summary>
internal static class CapacityHistory
{
    // As long as the series are kept; what a day asks for is its busiest hour.
    private const int DaysBack = 60;
    private const int HoursOfADay = 20;
    private const int TaskDaysAhead = 90;
    private const int TaskDaysBefore = 30;

    public static int Answer(ParseResult arguments, string pool, double? capacity, double headroom, ulong seed, bool addsTask, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get($"api/series?subject=pool:{Uri.EscapeDataString(pool)}&signal=offered-first&from=-{DaysBack}d&step=3600s");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        DateOnly today = DateOnly.FromDateTime(SystemClock.Instance.UtcNow.UtcDateTime);
        IReadOnlyList<DayPeak> days = PeaksOf(answer.Read(ApiJson.Default.SeriesReport), today);
        double carried = (capacity ?? Known(api, pool) ?? 0) * (1 - headroom);
        if (GrowthFit.Fit(days, carried, seed, out string? refusal) is not { } forecast)
        {
            Console.Error.WriteLine($"holdfast: no forecast for pool {pool}: {refusal}");
            return 1;
        }

        Console.Out.Write(json ? Json(pool, carried, headroom, forecast) : Text(pool, carried, headroom, forecast));
        int added = addsTask && forecast.FullOn is { } full && full.DayNumber - today.DayNumber <= TaskDaysAhead ? AddTask(api, pool, carried, forecast, full, today, json) : 0;
        return forecast.FullOn is { } on && on <= today ? 1 : added;
    }

    /// <summary>Whole days only: the morning of today is not its busiest hour.</summary>
    internal static IReadOnlyList<DayPeak> PeaksOf(SeriesReport report, DateOnly today)
    {
        IReadOnlyList<double?> hours = report.Signals.Count == 0 ? [] : report.Signals[0].Mean;
        return
        [
            .. hours.Select((mean, index) => (Day: DateOnly.FromDateTime(report.From.UtcDateTime.AddSeconds((double)index * report.StepSeconds)), Mean: mean))
                .Where(hour => hour.Mean is not null && hour.Day < today)
                .GroupBy(hour => hour.Day)
                .Where(day => day.Count() >= HoursOfADay)
                .Select(day => new DayPeak(day.Key, day.Max(hour => hour.Mean!.Value))),
        ];
    }

    internal static string Text(string pool, double carried, double headroom, GrowthForecast forecast)
    {
        string grows = string.Create(CultureInfo.InvariantCulture, $"pool {pool}: {Rate(forecast.Now)} in the busiest hour of its busiest weekday, {(forecast.PerMonth < 0 ? "" : "+")}{Rate(forecast.PerMonth)} a month ({Rate(forecast.GrowthInterval.Low)} to {Rate(forecast.GrowthInterval.High)} in nine of ten fits), from {forecast.Days} days\n");
        string can = string.Create(CultureInfo.InvariantCulture, $"it can carry {Rate(carried)} with {100 * headroom:0.#} % of its capacity unused\n");
        string end = forecast.FullOn is { } full
            ? $"full on {Date(full)}, a {forecast.BusiestWeekday} (between {Date(forecast.Earliest)} and {Date(forecast.Latest)})\n"
            : $"not full within two years{(forecast.Earliest is { } early ? $"; {Date(early)} at the earliest" : "")}\n";
        return grows + can + end;
    }

    private static string Json(string pool, double carried, double headroom, GrowthForecast forecast) => JsonOutput.Format(writer =>
    {
        writer.WriteString("pool", pool);
        writer.WriteNumber("days", forecast.Days);
        writer.WriteNumber("perSecondNow", Math.Round(forecast.Now, 3));
        writer.WriteNumber("perSecondAMonth", Math.Round(forecast.PerMonth, 3));
        writer.WriteNumber("perSecondAMonthLow", Math.Round(forecast.GrowthInterval.Low, 3));
        writer.WriteNumber("perSecondAMonthHigh", Math.Round(forecast.GrowthInterval.High, 3));
        writer.WriteNumber("carriedPerSecond", Math.Round(carried, 3));
        writer.WriteNumber("headroom", headroom);
        Put(writer, "fullOn", forecast.FullOn);
        Put(writer, "earliest", forecast.Earliest);
        Put(writer, "latest", forecast.Latest);
    });

    private static void Put(Utf8JsonWriter writer, string name, DateOnly? day)
    {
        if (day is { } known)
        {
            writer.WriteString(name, Date(known));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static double? Known(AdminApi api, string pool)
    {
        AdminAnswer answer = api.Get("api/state");
        return answer.Status == 200 ? answer.Read(ApiJson.Default.GatewayStateReport).Pools.FirstOrDefault(one => one.Name == pool)?.Capacity : null;
    }

    private static int AddTask(AdminApi api, string pool, double carried, GrowthForecast forecast, DateOnly full, DateOnly today, bool json)
    {
        DateOnly due = full.AddDays(-TaskDaysBefore);
        TaskRequest wish = new()
        {
            Text = $"add capacity to pool {pool}: its busiest hour reaches {Rate(carried)} on {Date(full)} (between {Date(forecast.Earliest)} and {Date(forecast.Latest)})",
            Type = "prevent",
            Due = Date(due > today.AddDays(7) ? due : today.AddDays(7)),
            Drill = "marketing-surge",
            Finding = $"capacity:{pool}",
            As = "capacity forecast",
        };
        return FoundTask.Add(api, wish, quiet: json);
    }

    private static string Rate(double value) => $"{value.ToString(Math.Abs(value) >= 100 ? "#,0" : "0.#", CultureInfo.InvariantCulture)}/s";

    private static string Date(DateOnly? day) => day is { } known ? known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "later than in two years";
}
