using Holdfast.Telemetry.Series;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Admin;

/// <summary>GET /api/series: a subject's signals over a time, or without a subject what there is.</summary>
internal static class SeriesAction
{
    public static Task Answer(AdminRequest request)
    {
        IQueryCollection wish = request.Context.Request.Query;
        string? unknown = wish.Keys.FirstOrDefault(key => key is not ("subject" or "signal" or "from" or "to" or "step" or "kind"));
        if (unknown is not null)
        {
            return Answers.ProblemAsync(request.Context, 400, $"There is no parameter '{unknown}': there are subject, signal, from, to and step, and kind for a list.");
        }

        return wish.ContainsKey("subject") ? ReadAsync(request, wish) : ListAsync(request, wish["kind"]);
    }

    private static Task ReadAsync(AdminRequest request, IQueryCollection wish)
    {
        SeriesQuery? query = SeriesQueryText.Parse(wish["subject"], wish["signal"], wish["from"], wish["to"], wish["step"], request.Now, out string problem);
        if (query is null)
        {
            return Answers.ProblemAsync(request.Context, 400, Sentence(problem));
        }

        return request.Gateway.Series.Read(query) is { } answers
            ? Answers.JsonAsync(request.Context, 200, Report(query, answers), AdminJson.Default.SeriesReport)
            : Answers.ProblemAsync(request.Context, 404, $"Nothing was recorded of {query.Subject}; holdfast series list (GET /api/series) lists the subjects.");
    }

    private static Task ListAsync(AdminRequest request, string? kind)
    {
        SubjectKind[] kinds = [.. Enum.GetValues<SubjectKind>().Where(one => string.IsNullOrEmpty(kind) || SeriesWords.Of(one) == kind)];
        if (kinds.Length == 0)
        {
            return Answers.ProblemAsync(request.Context, 400, $"'{kind}' is not a kind of subject: there are {string.Join(", ", Enum.GetValues<SubjectKind>().Select(SeriesWords.Of))}.");
        }

        SeriesHistory series = request.Gateway.Series;
        bool any = series.Recent.NewestSecond >= 0;
        SeriesListReport list = new(
            [.. kinds.SelectMany(series.Subjects).Select(subject => subject.ToString())],
            [.. SignalTable.Rows.Select(row => new SignalMeaning(row.Name, row.Unit, row.Kind.ToString().ToLowerInvariant(), [.. row.Subjects.Select(SeriesWords.Of)], row.Text))],
            any ? DateTimeOffset.FromUnixTimeSeconds(series.Recent.OldestSecond) : null,
            any ? DateTimeOffset.FromUnixTimeSeconds(series.Recent.NewestSecond) : null,
            series.Archive is not null);
        return Answers.JsonAsync(request.Context, 200, list, AdminJson.Default.SeriesListReport);
    }

    /// <summary>Signals of which nothing was observed are left out when the caller did not ask for them by name.</summary>
    private static SeriesReport Report(SeriesQuery query, IReadOnlyList<SeriesAnswer> answers)
    {
        SeriesAnswer first = answers[0];
        bool isAll = query.Signals.Count == SignalTable.Rows.Count(row => row.Subjects.Contains(query.Subject.Kind));
        return new(
            query.Subject.ToString(),
            DateTimeOffset.FromUnixTimeSeconds(first.FromSecond),
            first.StepSeconds,
            first.KeptSeconds,
            [.. answers.Where(one => !isAll || one.Points.Any(point => !double.IsNaN(point.Mean))).Select(Report)]);
    }

    private static SignalReport Report(SeriesAnswer answer)
    {
        SignalRow row = SignalTable.Row(answer.Signal);
        bool isSpread = answer.StepSeconds > 1;
        bool hasLowest = isSpread && answer.Points.Any(point => !double.IsNaN(point.Lowest));
        return new(
            row.Name,
            row.Unit,
            row.Kind.ToString().ToLowerInvariant(),
            [.. answer.Points.Select(point => Number(point.Mean))],
            hasLowest ? [.. answer.Points.Select(point => Number(point.Lowest))] : null,
            isSpread ? [.. answer.Points.Select(point => Number(point.Highest))] : null);
    }

    // Five digits are more than two bytes hold.
    private static double? Number(double value) => double.IsNaN(value) ? null : value == 0 ? 0 : Rounded(value);

    private static double Rounded(double value)
    {
        int digits = 4 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits is >= 0 and <= 15 ? Math.Round(value, digits) : Math.Round(value, Math.Clamp(digits, 0, 15));
    }

    private static string Sentence(string problem) => problem.EndsWith('.') ? problem : problem + ".";
}
