namespace Holdfast.DataPlane.Tests.Overload.Pressure;

public sealed class PressureLawTests
{
    private const long Tick = 100_000_000;

    private readonly PressureLaw law = new();
    private long now;

    private PressureStep Update(PressurePart part, double level, int ticks = 1)
    {
        double[] levels = new double[PressureParts.Count];
        levels[(int)part] = level;
        for (int tick = 0; tick < ticks; tick++)
        {
            law.Update(levels, now += Tick);
        }

        return law.Step;
    }

    [Theory]
    [InlineData(0.79, PressureStep.None)]
    [InlineData(0.80, PressureStep.Noticed)]
    [InlineData(0.85, PressureStep.NoLesserBodies)]
    [InlineData(0.90, PressureStep.NoLesserRequests)]
    [InlineData(0.95, PressureStep.CriticalOnly)]
    [InlineData(3.00, PressureStep.CriticalOnly)]
    public void Pressure_StepsUpAtOnce(double level, PressureStep step) => Update(PressurePart.Descriptors, level).ShouldBe(step);

    [Fact]
    public void StepDown_TakesASecondOfCalmEach()
    {
        Update(PressurePart.Memory, 0.96);

        Update(PressurePart.Memory, 0.5, ticks: 9).ShouldBe(PressureStep.CriticalOnly);
        Update(PressurePart.Memory, 0.5).ShouldBe(PressureStep.NoLesserRequests);
        Update(PressurePart.Memory, 0.5, ticks: 30).ShouldBe(PressureStep.None);
    }

    [Fact]
    public void LevelAtABorder_DoesNotFlap()
    {
        Update(PressurePart.Heap, 0.81);
        for (int round = 0; round < 50; round++)
        {
            Update(PressurePart.Heap, round % 2 == 0 ? 0.76 : 0.81).ShouldBe(PressureStep.Noticed);
        }
    }

    [Theory]
    [InlineData(PressurePart.LoopLag)]
    [InlineData(PressurePart.GcPauses)]
    [InlineData(PressurePart.ThreadPool)]
    [InlineData(PressurePart.Processor)]
    public void WhatDoesNotRunOut_NeverRefusesEverybody(PressurePart part) => Update(part, 5).ShouldBe(PressureStep.NoLesserRequests);

    [Theory]
    [InlineData(PressurePart.LoopLag, PressureStep.None)]
    [InlineData(PressurePart.Processor, PressureStep.None)]
    [InlineData(PressurePart.Descriptors, PressureStep.CriticalOnly)]
    public void LawOfWhatRunsOut_DoesNotSeeTime(PressurePart part, PressureStep step)
    {
        double[] levels = new double[PressureParts.Count];
        levels[(int)part] = 5;
        new PressureLaw(onlyWhatRunsOut: true).Update(levels, Tick).ShouldBe(step);
    }

    [Fact]
    public void Worst_IsThePartThatPressesMost()
    {
        double[] levels = new double[PressureParts.Count];
        levels[(int)PressurePart.Heap] = 0.3;
        levels[(int)PressurePart.Descriptors] = 0.6;
        law.Update(levels, Tick);

        law.Worst.ShouldBe((PressurePart.Descriptors, 0.6));
    }
}
