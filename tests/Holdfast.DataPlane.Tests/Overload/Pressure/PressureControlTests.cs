using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Overload.Pressure;

public sealed class PressureControlTests : IPressureSource
{
    private readonly PressureGauge gauge = new();
    private readonly OverloadNotices notices = new();
    private PressureFacts facts = new() { DescriptorLimit = 1000 };

    PressureFacts IPressureSource.Read(long nowNanoseconds) => facts;

    [Fact]
    public void StepThatChanges_IsToldOnceAndShown()
    {
        int shortened = 0;
        PressureControl control = new(this, gauge, notices) { OnShortIdle = () => shortened++ };
        control.Tick(1);
        notices.TakeAll().ShouldBeEmpty();

        facts.Descriptors = 910;
        control.Tick(100_000_001);
        control.Tick(200_000_001);

        gauge.Step.ShouldBe(PressureStep.NoLesserRequests);
        shortened.ShouldBe(1);
        OverloadNotice notice = notices.TakeAll().ShouldHaveSingleItem();
        notice.Level.ShouldBe(EventLevel.Warning);
        notice.Message.ShouldContain("descriptors at 91 %");
        PressureReading reading = control.Reading;
        reading.Step.ShouldBe(3);
        reading.Parts.ShouldContain(("descriptors", 0.91));
        reading.Parts.Count.ShouldBe(PressureParts.Count);
        reading.StepsTaken.ShouldBe([(3, "descriptors", 1)]);
    }

    [Fact]
    public void BusyProcessor_LetsNoIdleClientGo()
    {
        int shortened = 0;
        PressureControl control = new(this, gauge, notices) { OnShortIdle = () => shortened++ };
        facts = new PressureFacts { Processors = 2, LongestTurn = 400_000_000 };
        for (long tick = 1; tick <= 20; tick++)
        {
            facts.ProcessorTime = tick * 200_000_000;
            control.Tick(tick * 100_000_000);
        }

        gauge.Step.ShouldBe(PressureStep.NoLesserRequests);
        gauge.LacksRoom.ShouldBeFalse();
        shortened.ShouldBe(0);
        notices.TakeAll().ShouldAllBe(notice => !notice.Message.Contains("idle"));
    }

    [Fact]
    public void Calm_IsToldToo()
    {
        PressureControl control = new(this, gauge, notices);
        facts.Descriptors = 820;
        control.Tick(1);
        notices.TakeAll();

        facts.Descriptors = 100;
        for (long tick = 1; tick <= 11; tick++)
        {
            control.Tick(tick * 100_000_000);
        }

        gauge.Step.ShouldBe(PressureStep.None);
        notices.TakeAll().ShouldHaveSingleItem().Level.ShouldBe(EventLevel.Information);
    }

    [Fact]
    public void PressureThatEases_IsToldOfThePartThatPressed()
    {
        PressureControl control = new(this, gauge, notices);
        facts.Descriptors = 910;
        control.Tick(1);
        notices.TakeAll();

        facts = new PressureFacts { DescriptorLimit = 1000, Descriptors = 10, MemoryBytes = 500, MemoryLimit = 1000 };
        for (long tick = 1; tick <= 40; tick++)
        {
            control.Tick(tick * 100_000_000);
        }

        string[] told = [.. notices.TakeAll().Select(notice => notice.Message)];
        told.Length.ShouldBe(3);
        told[..2].ShouldAllBe(text => text.StartsWith("pressure on the gateway eases, descriptors at 1 %: for the moment "));
        told[2].ShouldBe("the gateway is out of pressure: descriptors at 1 %");
    }

    [Theory]
    [InlineData("MemTotal:       16315412 kB\nMemFree: 1 kB\n", 16_315_412L * 1024)]
    [InlineData("MemFree: 1 kB\n", 0)]
    [InlineData("", 0)]
    public void MachineMemory_IsReadFromItsLine(string text, long bytes) => MemoryBound.OfMachine(text).ShouldBe(bytes);

    [Fact]
    public void ThisProcess_HasALevelForEverythingThatIsBounded()
    {
        MemoryBound.Read().ShouldBeGreaterThan(100_000_000);
        ProcessPressure process = new(Foundation.SystemClock.Instance, 1000, () => 5, _ => 7);
        PressureFacts read = process.Read(1);

        read.MemoryBytes.ShouldBeInRange(1_000_000, MemoryBound.Read());
        read.Descriptors.ShouldBe(5);
        read.LongestTurn.ShouldBe(7);
        read.ProcessorTime.ShouldBeGreaterThan(0);
    }
}
