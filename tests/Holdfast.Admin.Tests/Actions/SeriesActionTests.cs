using System.Net.Http;
using Holdfast.Configuration;
using Holdfast.Telemetry.Series;

namespace Holdfast.Admin.Tests;

public sealed class SeriesActionTests : AdminTest
{
    private static readonly SeriesSubject Pool = new(SubjectKind.Pool, "shop");

    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = Tokens };

    private long Now => Gateway.Changes.Now.ToUnixTimeSeconds();

    [Fact]
    public async Task Signals_AreGivenInSteps()
    {
        Record(60);
        Answer answer = await Get("/api/series?subject=pool:shop&signal=good,in-flight&from=-1m&to=now&step=10s");
        ((int)answer.Status).ShouldBe(200);
        answer.Json.GetProperty("stepSeconds").GetInt32().ShouldBe(10);
        answer.Json.GetProperty("keptSeconds").GetInt32().ShouldBe(1);
        answer.Json.GetProperty("signals").GetArrayLength().ShouldBe(2);
        answer.Json.GetProperty("signals")[0].GetProperty("signal").GetString().ShouldBe("good");
        answer.Json.GetProperty("signals")[0].GetProperty("unit").GetString().ShouldBe("requests/s");
        answer.Json.GetProperty("signals")[0].GetProperty("mean")[1].GetDouble().ShouldBe(14.5);
        answer.Json.GetProperty("signals")[1].GetProperty("lowest")[1].GetDouble().ShouldBe(10);
        answer.Json.GetProperty("signals")[1].GetProperty("highest")[1].GetDouble().ShouldBe(19);
    }

    [Fact]
    public async Task WithoutSignal_AllThatWereObserved_AndGapsAreNull()
    {
        Record(60);
        Answer answer = await Get("/api/series?subject=pool:shop&from=-2m");
        answer.Json.GetProperty("signals").GetArrayLength().ShouldBe(2);
        answer.Json.GetProperty("signals")[0].GetProperty("mean")[0].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task WithoutSubject_WhatThereIs()
    {
        Record(5);
        Answer answer = await Get("/api/series");
        answer.Json.GetProperty("subjects")[0].GetString().ShouldBe("pool:shop");
        answer.Json.GetProperty("signals").GetArrayLength().ShouldBe(SignalTable.Count);
        (await Get("/api/series?kind=server")).Json.GetProperty("subjects").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("subject=backend:a", "not a subject")]
    [InlineData("subject=pool:shop&signal=goood", "not a signal")]
    [InlineData("subject=pool:shop&signal=cpu", "a pool has no cpu")]
    [InlineData("subject=pool:shop&from=yesterday", "write -10m")]
    [InlineData("subject=pool:shop&from=-1m&to=-2m", "from must be before to")]
    [InlineData("subject=pool:shop&step=fast", "write 1s")]
    [InlineData("subject=pool:shop&form=-1m", "There is no parameter 'form'")]
    [InlineData("kind=backend", "not a kind")]
    public async Task WrongQuestion_SaysWhatWouldBeRight(string query, string expected)
    {
        Record(5);
        Answer answer = await Get("/api/series?" + query);
        answer.ShouldBeProblem(400);
        answer.Json.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public async Task SubjectThatIsNotKnown_Is404()
    {
        Record(5);
        (await Get("/api/series?subject=pool:other")).ShouldBeProblem(404);
    }

    private Task<Answer> Get(string path) => Send(HttpMethod.Get, path, change: Bearer(Reader.Secret));

    private void Record(int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            Gateway.Memory.Write(Now - seconds + second, writer =>
            {
                SubjectSeries series = writer.Begin(Pool)!;
                series.Write(Signal.Good, second);
                series.Write(Signal.InFlight, second);
            });
        }
    }
}
