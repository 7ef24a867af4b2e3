using System.Net;
using System.Text;
using System.Text.Json;
using Holdfast.Admin;
using Holdfast.Foundation;

namespace Holdfast.Cli.Tests;

/// <summary>`holdfast capacity --from-history --task` before an admin API that knows eight weeks of a pool that grows, and takes tasks or does not.</summary>
public sealed class CapacityHistoryTaskTests : IDisposable
{
    private const int Days = 56;
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Theory]
    [InlineData(201, 0)]
    [InlineData(403, 1)]
    public void TaskThatWasNotAdded_ExitsWithOne(int status, int exitCode)
    {
        int port = Workplace.FreePort();
        using HttpListener api = new();
        api.Prefixes.Add($"http://127.0.0.1:{port}/");
        api.Start();
        _ = Task.Run(() => Answer(api, status));
        Finished finished = HoldfastProcess.Run(workplace.Path, "capacity", "--from-history", "shop", "--capacity", "300/s", "--task", "--admin", $"127.0.0.1:{port}");
        finished.Output.ShouldContain("full on ");
        finished.ExitCode.ShouldBe(exitCode, finished.Output + finished.Error);
        finished.Error.Contains("the gateway refused: the token may not do that").ShouldBe(exitCode == 1);
    }

    private static void Answer(HttpListener api, int status)
    {
        for (int asked = 0; asked < 2; asked++)
        {
            HttpListenerContext context = api.GetContext();
            bool isTask = context.Request.Url!.AbsolutePath == "/api/tasks";
            string body = isTask ? status == 201 ? """{"id":"T1"}""" : """{"detail":"the token may not do that"}""" : JsonSerializer.Serialize(Series(), ApiJson.Default.SeriesReport);
            context.Response.StatusCode = isTask ? status : 200;
            context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
    }

    /// <summary>80/s eight weeks ago and 2/s more each day: 300/s less 30 % are reached in about nine days.</summary>
    private static SeriesReport Series()
    {
        DateTimeOffset today = new(SystemClock.Instance.UtcNow.UtcDateTime.Date, TimeSpan.Zero);
        double?[] hours = [.. Enumerable.Range(0, 24 * Days).Select(hour => (double?)(80 + (2 * (hour / 24))))];
        return new SeriesReport("pool:shop", today.AddDays(-Days), 3600, Days * 86_400, [new SignalReport("offered-first", "1/s", "rate", hours, null, null)]);
    }
}
