using Holdfast.Foundation;
using Holdfast.Telemetry.Series;

namespace Holdfast.Telemetry.Tests.Series.Memory;

public class SeriesMemoryTests
{
    private const long Start = 1_700_000_000;
    private static readonly SeriesSubject Pool = new(SubjectKind.Pool, "shop");
    private static readonly SeriesSubject Server = new(SubjectKind.Server, "shop/a");

    private readonly SeriesMemory memory = new();

    [Fact]
    public void Values_AreReadAsTheyWereWritten()
    {
        for (int second = 0; second < 300; second++)
        {
            Write(Start + second, Pool, Signal.Good, second);
        }

        Read(Pool, Signal.Good, Start, 300).ShouldBe(Enumerable.Range(0, 300).Select(second => (double)second));
        memory.OldestSecond.ShouldBe(Start);
        memory.NewestSecond.ShouldBe(Start + 299);
    }

    [Fact]
    public void SecondsThatWereMissed_AreAGap()
    {
        Write(Start, Pool, Signal.Good, 5);
        Write(Start + 3, Pool, Signal.Good, 5);
        Read(Pool, Signal.Good, Start - 1, 6).ShouldBe([double.NaN, 5, double.NaN, double.NaN, 5, double.NaN]);
    }

    [Fact]
    public void SignalThatComesLater_WasNotObservedBefore()
    {
        Write(Start, Server, Signal.Good, 5);
        memory.Write(Start + 1, writer =>
        {
            SubjectSeries series = writer.Begin(Server)!;
            series.Write(Signal.Good, 5);
            series.Write(Signal.HostCpu, 0.5);
        });
        Read(Server, Signal.HostCpu, Start, 2).ShouldBe([double.NaN, 0.5]);
    }

    [Fact]
    public void SignalOrSubjectThatIsNotKnown_IsSaidSo()
    {
        Write(Start, Pool, Signal.Good, 5);
        double[] values = new double[2];
        memory.Read(Pool, Signal.Limit, Start, values).ShouldBeFalse();
        memory.Read(Server, Signal.Good, Start, values).ShouldBeFalse();
        values.ShouldAllBe(value => double.IsNaN(value));
    }

    [Fact]
    public void ServersPast_EndsAfterFifteenMinutes_PoolsAfterTwoHours()
    {
        for (int second = 0; second < 8000; second++)
        {
            memory.Write(Start + second, writer =>
            {
                writer.Begin(Pool)!.Write(Signal.Good, second % 7);
                writer.Begin(Server)!.Write(Signal.Good, second % 7);
            });
        }

        long newest = Start + 7999;
        Read(Server, Signal.Good, newest - 900, 2).ShouldBe([double.NaN, (7999 - 899) % 7]);
        Read(Pool, Signal.Good, newest - 7200, 2).ShouldBe([double.NaN, (7999 - 7199) % 7]);
        memory.OldestSecond.ShouldBe(newest - 7199);
    }

    [Fact]
    public void SecondThatWasWritten_IsNotWrittenAgain()
    {
        Write(Start, Pool, Signal.Good, 5);
        memory.Write(Start, writer => writer.Begin(Pool)!.Write(Signal.Good, 6)).ShouldBeFalse();
        Read(Pool, Signal.Good, Start, 1).ShouldBe([5]);
    }

    [Fact]
    public void SubjectThatIsGone_IsForgottenInTheEnd()
    {
        Write(Start, Server, Signal.Good, 1);
        for (int second = 1; second < 1200; second++)
        {
            Write(Start + second, Pool, Signal.Good, 1);
        }

        memory.Subjects(SubjectKind.Server).ShouldBeEmpty();
        memory.Subjects(SubjectKind.Pool).ShouldBe([Pool]);
    }

    [Fact]
    public void Clients_AreTheLatestOnes()
    {
        for (int second = 0; second < 200; second++)
        {
            Write(Start + second, new SeriesSubject(SubjectKind.Client, $"10.0.0.{second}"), Signal.OfferedFirst, 1);
        }

        memory.Subjects(SubjectKind.Client).Count.ShouldBe(new SeriesLimits().Clients);
        memory.Subjects(SubjectKind.Client).ShouldContain(new SeriesSubject(SubjectKind.Client, "10.0.0.199"));
    }

    [Fact]
    public void PastTheBound_TheOldestGoes()
    {
        SeriesMemory small = new(new SeriesLimits { Bytes = 100_000 });
        for (int second = 0; second < 3600; second++)
        {
            small.Write(Start + second, writer =>
            {
                for (int pool = 0; pool < 20; pool++)
                {
                    SubjectSeries series = writer.Begin(new SeriesSubject(SubjectKind.Pool, $"p{pool}"))!;
                    series.Write(Signal.Good, second % 100);
                    series.Write(Signal.InFlight, second % 50);
                }
            });
        }

        small.OldestSecond.ShouldBeGreaterThan(Start);
        double[] newest = new double[1];
        small.Read(new SeriesSubject(SubjectKind.Pool, "p7"), Signal.Good, Start + 3599, newest).ShouldBeTrue();
        newest[0].ShouldBe(99);
        // The part that is being written may be over.
        small.Bytes.ShouldBeLessThan(250_000);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void WhateverIsWritten_IsReadAsAPlainTableWouldHaveIt(ulong seed)
    {
        SeededRandom random = new(seed);
        Dictionary<(Signal, long), double> table = [];
        Signal[] signals = [Signal.Good, Signal.Limit, Signal.FailedReset, Signal.FirstByteP99];
        double[] last = new double[signals.Length];
        long second = Start;
        for (int step = 0; step < 2000; step++)
        {
            second += random.NextUInt64() % 50 == 0 ? (long)(random.NextUInt64() % 200) + 1 : 1;
            memory.Write(second, writer =>
            {
                SubjectSeries series = writer.Begin(Pool)!;
                for (int index = 0; index < signals.Length; index++)
                {
                    last[index] = random.NextUInt64() % (ulong)(1 + (index * 40)) == 0 ? random.NextUInt64() % 9 == 0 ? double.NaN : random.NextUInt64() % 2000 : last[index];
                    series.Write(signals[index], last[index]);
                    table[(signals[index], second)] = last[index];
                }
            });
        }

        foreach (Signal signal in signals)
        {
            long from = Math.Max(Start, second - 7000);
            double[] read = Read(Pool, signal, from, (int)(second - from) + 1);
            for (int index = 0; index < read.Length; index++)
            {
                double expected = table.GetValueOrDefault((signal, from + index), double.NaN);
                read[index].ShouldBe(expected, $"seed {seed}, {signal} at {index}");
            }
        }
    }

    private void Write(long second, SeriesSubject subject, Signal signal, double value) =>
        memory.Write(second, writer => writer.Begin(subject)!.Write(signal, value));

    private double[] Read(SeriesSubject subject, Signal signal, long from, int count)
    {
        double[] values = new double[count];
        memory.Read(subject, signal, from, values);
        return values;
    }
}
