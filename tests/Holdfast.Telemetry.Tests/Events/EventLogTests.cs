using System.Text.Json;
using Holdfast.Foundation;

namespace Holdfast.Telemetry.Tests;

public sealed class EventLogTests : IDisposable
{
    private readonly VirtualClock clock = new();
    private readonly StringWriter output = new();

    public void Dispose() => output.Dispose();

    [Fact]
    public void Text_IsOneShortLine()
    {
        new EventLog(output, clock).Warning("config-refused", "The configuration was refused.", ("file", "a b.yaml"), ("findings", "3"), ("note", null));
        output.ToString().ShouldBe("00:00:00.000 warning The configuration was refused. file=\"a b.yaml\" findings=3 note=\"\"\n");
    }

    [Fact]
    public void Json_IsOneObject()
    {
        new EventLog(output, clock, EventLogFormat.Json).Error("start", "two\nlines \"quoted\"", ("file", "x"));
        JsonElement line = JsonDocument.Parse(output.ToString()).RootElement;
        output.ToString().Count(character => character == '\n').ShouldBe(1);
        line.GetProperty("level").GetString().ShouldBe("error");
        line.GetProperty("kind").GetString().ShouldBe("start");
        line.GetProperty("message").GetString().ShouldBe("two\nlines \"quoted\"");
        line.GetProperty("file").GetString().ShouldBe("x");
    }

    [Fact]
    public void ControlCharacters_NeverReachTheTerminal()
    {
        new EventLog(output, clock).Information("kind", "a\u001b[2Jb", ("value", "\r\n\u009b"));
        output.ToString().TrimEnd('\n').Any(char.IsControl).ShouldBeFalse();
    }

    [Fact]
    public void RepeatedKind_IsLimited_AndTheRestIsCountedInTheNextMinute()
    {
        EventLog log = new(output, clock);
        for (int message = 0; message < 25; message++)
        {
            log.Warning("noisy", "again");
        }

        log.Warning("other", "heard");
        Lines().Length.ShouldBe(EventRateLimit.MessagesPerMinute + 1);
        log.Suppressed.ShouldBe(5);

        clock.Advance(TimeSpan.FromMinutes(1));
        log.Warning("noisy", "again");
        Lines()[^2].ShouldContain("count=5");
        Lines()[^1].ShouldEndWith("again");
    }

    [Fact]
    public void KindsMadeOfData_DoNotGrowMemory()
    {
        EventLog log = new(output, clock);
        for (int kind = 0; kind < 10_000; kind++)
        {
            log.Warning($"kind-{kind}", "message");
        }

        Lines().Length.ShouldBeLessThan(300);
        log.Recent().Count.ShouldBe(256);
    }

    [Fact]
    public void OutputThatFails_IsCounted_NotThrown()
    {
        EventLog log = new(new StreamWriter(new FileStream("/dev/full", FileMode.Open, FileAccess.Write)), clock);
        log.Error("kind", "message");
        log.WriteFailures.ShouldBe(1);
        log.Recent().Count.ShouldBe(1);
    }

    private string[] Lines() => output.ToString().TrimEnd('\n').Split('\n');
}
