using System.Globalization;
using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>Says at most once a minute how many access log entries were lost and why. Log thread only.</summary>
internal sealed class AccessLogDropReport
{
    private const long MinuteNanoseconds = 60_000_000_000;
    private readonly string path;
    private readonly IClock clock;
    private readonly EventLog? events;
    private long reportedFull;
    private long reportedFailed;
    private string? reportedFailure;
    private long? reportedAt;

    public AccessLogDropReport(string path, IClock clock, EventLog? events)
    {
        this.path = path;
        this.clock = clock;
        this.events = events;
    }

    public void Turn(long full, long failed, string? failure)
    {
        bool isNew = full > reportedFull || failed > reportedFailed || (failure is not null && reportedFailure is null);
        long now = clock.NowNanoseconds;
        if (!isNew || now - reportedAt < MinuteNanoseconds)
        {
            return;
        }

        events?.Warning(
            "access-log-drops",
            "Access log entries are being lost; requests are served as ever.",
            ("path", path),
            ("reason", failure ?? "the writer does not keep up: enlarge accessLog.buffer or use a faster disk"),
            ("droppedByFullBuffer", (full - reportedFull).ToString(CultureInfo.InvariantCulture)),
            ("droppedByWriteFailure", (failed - reportedFailed).ToString(CultureInfo.InvariantCulture)));
        (reportedFull, reportedFailed, reportedFailure, reportedAt) = (full, failed, failure, now);
    }
}
