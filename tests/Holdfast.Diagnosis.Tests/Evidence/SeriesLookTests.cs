using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class SeriesLookTests
{
    private const int Long = 2000;

    [Fact]
    public void LongTrouble_IsSummedOverWhatIsRead()
    {
        MadeSeries series = new MadeSeries(Long).Set(MadeSeries.Pool, Signal.Good, second => second is 150 or 1000 or 1990 ? 7 : double.NaN);
        Look(series, new LookBuffer()).Over(MadeSeries.Pool, Signal.Good, MadeSeries.Start, MadeSeries.Start + Long).ShouldBe((14, 2));
    }

    [Fact]
    public void AddedUp_WhatWasNotObservedCountsAsNothingBesideWhatWas()
    {
        MadeSeries series = new MadeSeries(Long).Set(MadeSeries.Pool, Signal.Good, second => second == 150 ? 7 : double.NaN).Set(MadeSeries.Pool, Signal.Admitted, second => second is 150 or 151 ? 1 : double.NaN);
        SeriesLook look = Look(series, new LookBuffer());
        ReadOnlySpan<double> added = look.Added([MadeSeries.Pool], [Signal.Good, Signal.Admitted]);
        double[] three = [.. added.Slice(look.Window.IndexOf(MadeSeries.Start + 150), 3)];
        three.ShouldBe([8, 1, double.NaN]);
    }

    [Fact]
    public void BufferOfAnEarlierLook_HasNothingOfIt()
    {
        LookBuffer buffer = new();
        Look(new MadeSeries(Long).Set(MadeSeries.Pool, Signal.Good, 7), buffer).Values(MadeSeries.Pool, Signal.Good)[80].ShouldBe(7);
        buffer.Clear();
        Look(new MadeSeries(Long).Set(MadeSeries.Pool, Signal.Admitted, 1), buffer).Values(MadeSeries.Pool, Signal.Good).ToArray().ShouldAllBe(value => double.IsNaN(value));
    }

    [Fact]
    public void NextLook_TakesNoMemoryOfItsOwn()
    {
        MadeSeries series = new MadeSeries(Long).Set(MadeSeries.Pool, Signal.Good, 7);
        LookBuffer buffer = new();
        Read(series, buffer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(series, buffer);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }

    private static void Read(MadeSeries series, LookBuffer buffer)
    {
        SeriesLook look = Look(series, buffer);
        foreach (Signal signal in SignalGroups.Failed)
        {
            look.Values(MadeSeries.Pool, signal);
        }

        buffer.Clear();
    }

    private static SeriesLook Look(MadeSeries series, LookBuffer buffer)
    {
        series.NewestSecond = MadeSeries.Start + Long;
        return new SeriesLook(series, buffer, new LookWindow(MadeSeries.Start + 25, MadeSeries.Start + 100, MadeSeries.Start + Long - 1));
    }
}
