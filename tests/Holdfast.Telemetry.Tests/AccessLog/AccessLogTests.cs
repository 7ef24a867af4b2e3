using System.Text;
using System.Text.Json;
using Holdfast.Foundation;

namespace Holdfast.Telemetry.Tests;

public sealed class AccessLogTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("holdfast-access-log");
    private readonly VirtualClock clock = new();
    private readonly StringWriter eventText = new();

    private string LogPath => Path.Combine(folder.FullName, "access.log");

    public void Dispose()
    {
        eventText.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Entry_BecomesOneJsonLine_WithAllItsFields()
    {
        clock.Advance(TimeSpan.FromSeconds(2));
        using (AccessLog log = Open(LogPath))
        {
            log.WaitUntilOpened(TimeSpan.FromSeconds(5)).ShouldBeNull();
            log.Writer(1).TryAppend(Full()).ShouldBeTrue();
        }

        JsonElement line = Lines().ShouldHaveSingleItem();
        line.GetProperty("time").GetString().ShouldBe("2030-01-01T00:00:01.500Z");
        line.GetProperty("client").GetString().ShouldBe("192.0.2.7");
        line.GetProperty("method").GetString().ShouldBe("POST");
        line.GetProperty("host").GetString().ShouldBe("shop.example");
        line.GetProperty("path").GetString().ShouldBe("/cart");
        line.GetProperty("status").GetInt32().ShouldBe(503);
        line.GetProperty("outcome").GetString().ShouldBe("shed");
        line.GetProperty("userAgent").GetString().ShouldBe("curl/8");
        line.GetProperty("requestId").GetString().ShouldBe("r-1");
        line.GetProperty("route").GetString().ShouldBe("carts");
        line.GetProperty("pool").GetString().ShouldBe("shop");
        line.GetProperty("server").GetString().ShouldBe("10.0.0.1:80");
        line.GetProperty("bytesIn").GetInt64().ShouldBe(10);
        line.GetProperty("bytesOut").GetInt64().ShouldBe(20_000_000_000);
        line.GetProperty("durationMs").GetDouble().ShouldBe(12.346);
        line.GetProperty("waitMs").GetDouble().ShouldBe(0.5);
        line.GetProperty("retries").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("/login?token=secret", "/login")]
    [InlineData("/a#secret", "/a")]
    [InlineData("http://user:secret@host/a?secret", "/a")]
    [InlineData("http://user:secret@host", "/")]
    [InlineData("/a?next=http://x/y", "/a")]
    [InlineData("*", "*")]
    [InlineData("", "")]
    public void QueryAndCredentialsOfTheTarget_AreNotLogged(string target, string logged)
    {
        using (AccessLog log = Open(LogPath))
        {
            log.Writer(0).TryAppend(new() { Method = "GET"u8, Path = Encoding.UTF8.GetBytes(target) });
        }

        File.ReadAllText(LogPath).ShouldNotContain("secret");
        Lines().Single().GetProperty("path").GetString().ShouldBe(logged);
    }

    [Fact]
    public void AnyBytes_GiveAValidLine_WithInvalidUtf8Replaced()
    {
        const int Seed = 11;
        SeededRandom random = new(Seed);
        byte[][] paths = [.. Enumerable.Range(0, 300).Select(_ => RandomBytes(random))];
        using (AccessLog log = Open(LogPath))
        {
            foreach (byte[] path in paths)
            {
                log.Writer(0).TryAppend(new() { Method = "GET"u8, Path = "/"u8, UserAgent = path }).ShouldBeTrue($"seed {Seed}");
            }
        }

        File.ReadAllBytes(LogPath).Any(value => value is < 0x20 and not (byte)'\n' or 0x7F).ShouldBeFalse("control characters must be escaped");
        List<JsonElement> lines = Lines();
        for (int index = 0; index < paths.Length; index++)
        {
            string? expected = paths[index].Length == 0 ? null : Encoding.UTF8.GetString(paths[index]);
            string? actual = lines[index].TryGetProperty("userAgent", out JsonElement agent) ? agent.GetString() : null;
            actual.ShouldBe(expected, $"seed {Seed}, entry {index}");
        }
    }

    [Fact]
    public void LongTexts_AreCut()
    {
        using (AccessLog log = Open(LogPath))
        {
            log.Writer(0).TryAppend(new() { Method = "GET"u8, Path = new byte[100_000].AsSpan(), Host = Encoding.ASCII.GetBytes(new string('h', 5000)) });
        }

        Lines().Single().GetProperty("path").GetString()!.Length.ShouldBe(2048);
        Lines().Single().GetProperty("host").GetString()!.Length.ShouldBe(255);
    }

    [Fact]
    public void Reopen_AfterARotation_WritesToTheNewFile()
    {
        using AccessLog log = Open(LogPath);
        log.Writer(0).TryAppend(Named("before"));
        Eventually(() => log.Written == 1);
        File.Move(LogPath, LogPath + ".1");
        log.Reopen();
        Eventually(() => File.Exists(LogPath));
        log.Writer(0).TryAppend(Named("after"));
        Eventually(() => log.Written == 2);

        File.ReadAllText(LogPath + ".1").ShouldContain("before");
        File.ReadAllText(LogPath).ShouldContain("after");
    }

    [Fact]
    public void FileThatIsCutWhileOpen_GoesOnAtItsNewEnd()
    {
        using AccessLog log = Open(LogPath);
        log.Writer(0).TryAppend(Named("before"));
        Eventually(() => log.Written == 1);
        File.WriteAllText(LogPath, string.Empty);
        log.Writer(0).TryAppend(Named("after"));
        Eventually(() => log.Written == 2);

        File.ReadAllText(LogPath).ShouldStartWith("{");
        Lines().Single().GetProperty("path").GetString().ShouldBe("/after");
    }

    [Fact]
    public void TwoProcessesDuringATakeover_LoseNoLine()
    {
        using (AccessLog old = Open(LogPath))
        using (AccessLog young = Open(LogPath))
        {
            for (int entry = 0; entry < 500; entry++)
            {
                old.Writer(0).TryAppend(Named("old")).ShouldBeTrue();
                young.Writer(0).TryAppend(Named("young")).ShouldBeTrue();
                Thread.Yield();
            }
        }

        Lines().Count.ShouldBe(1000);
    }

    [Fact]
    public void End_WritesAllThatTheRingsHold()
    {
        // More than one round of the log's thread takes from a ring.
        const int Entries = 20_000;
        using (AccessLog log = new(new() { Path = LogPath, Workers = 1, OutcomeLabels = ["ok"], BufferBytes = 16 << 20 }, clock))
        {
            for (int entry = 0; entry < Entries; entry++)
            {
                log.Writer(0).TryAppend(Named("a")).ShouldBeTrue();
            }
        }

        File.ReadLines(LogPath).Count().ShouldBe(Entries);
    }

    [Fact]
    public void FullDisk_DropsAndCounts_AndSaysSoOnceAMinute()
    {
        EventLog events = new(eventText, clock);
        using AccessLog log = Open("/dev/full", events);
        log.Writer(0).TryAppend(Named("a")).ShouldBeTrue();
        Eventually(() => log.DroppedByWriteFailure == 1);
        log.Failure.ShouldNotBeNull();
        Eventually(() => events.Recent().Count == 1);
        log.Writer(0).TryAppend(Named("b")).ShouldBeTrue();
        Eventually(() => log.DroppedByWriteFailure == 2);
        events.Recent().Count.ShouldBe(1, "the same minute");

        clock.Advance(TimeSpan.FromMinutes(1));
        log.Writer(0).TryAppend(Named("c")).ShouldBeTrue();
        Eventually(() => events.Recent().Count == 2);
        log.Written.ShouldBe(0);
        eventText.ToString().ShouldContain("No space left on device");
    }

    [Fact]
    public void PathThatCannotBeOpened_IsSaidAtOnce_AndTheOldestEntriesWaitInTheRing()
    {
        string missing = Path.Combine(folder.FullName, "missing");
        using (AccessLog log = Open(Path.Combine(missing, "access.log")))
        {
            log.WaitUntilOpened(TimeSpan.FromSeconds(5)).ShouldNotBeNull().ShouldContain("missing");
            log.Writer(0).TryAppend(Named("early"));
            Directory.CreateDirectory(missing);
            Eventually(() => log.Written == 1);
            log.Failure.ShouldBeNull();
        }

        File.ReadAllText(Path.Combine(missing, "access.log")).ShouldContain("early");
    }

    [Fact]
    public void DirectoryAsPath_IsAFailure_NotAnException()
    {
        using AccessLog log = Open(folder.FullName);
        log.WaitUntilOpened(TimeSpan.FromSeconds(5)).ShouldNotBeNull();
    }

    [Fact]
    public void Stdout_GoesToTheStreamGiven_WhichStaysOpen()
    {
        using MemoryStream output = new();
        using (AccessLog log = new(new() { Path = "stdout", Workers = 1, OutcomeLabels = ["ok"], StandardOutput = output }, clock))
        {
            log.Writer(0).TryAppend(Named("a"));
        }

        output.CanWrite.ShouldBeTrue();
        Encoding.UTF8.GetString(output.ToArray()).ShouldContain("/a");
    }

    private static byte[] RandomBytes(SeededRandom random)
    {
        byte[] bytes = new byte[random.Next(60)];
        for (int index = 0; index < bytes.Length; index++)
        {
            // Half of them from where invalid sequences are made.
            bytes[index] = (byte)(random.Next(2) == 0 ? random.Next(256) : 0x80 + random.Next(128));
        }

        return bytes;
    }

    private static AccessLogEntry Named(string name) => new() { Method = "GET"u8, Path = Encoding.UTF8.GetBytes("/" + name) };

    private static AccessLogEntry Full() => new()
    {
        FinishedNanoseconds = 1_500_000_000,
        DurationNanoseconds = 12_345_678,
        WaitNanoseconds = 500_000,
        BytesIn = 10,
        BytesOut = 20_000_000_000,
        Client = NetworkAddress.FromIPv4(0xC0000207, 5555),
        Status = 503,
        Outcome = 2,
        Retries = 1,
        Method = "POST"u8,
        Host = "shop.example"u8,
        Path = "/cart?id=1"u8,
        UserAgent = "curl/8"u8,
        RequestId = "r-1"u8,
        Route = "carts"u8,
        Pool = "shop"u8,
        Server = "10.0.0.1:80"u8,
    };

    private static void Eventually(Func<bool> condition) => SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(10)).ShouldBeTrue();

    private AccessLog Open(string path, EventLog? events = null) =>
        new(new() { Path = path, Workers = 2, OutcomeLabels = Samples.Labels.Outcomes }, clock, events);

    private List<JsonElement> Lines() => [.. File.ReadAllLines(LogPath).Select(line => JsonDocument.Parse(line).RootElement)];
}
