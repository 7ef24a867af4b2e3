using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class ImbalanceShiftTests
{
    [Fact]
    public void WrongWeightSendsMostToOne_Fires() => new ImbalanceShift().FiresAt(With(second => second < 300 ? 25 : 70)).ShouldBeInRange(300, 330);

    [Fact]
    public void EvenShares_AreQuiet() => new ImbalanceShift().FiresAt(With(_ => 25)).ShouldBe(-1);

    private static MadeSeries With(Func<int, double> first)
    {
        SeededRandom random = new(5);
        double[,] values = new double[5, 600];
        for (int second = 0; second < 600; second++)
        {
            for (int server = 1; server <= 4; server++)
            {
                double mean = server == 1 ? first(second) : (100 - first(second)) / 3;
                values[server, second] = Math.Max(0, mean + (Math.Sqrt(mean) * random.Normal()));
            }
        }

        MadeSeries series = DetectorProbe.Steady(600, 100);
        for (int server = 1; server <= 4; server++)
        {
            int of = server;
            series.Set(MadeSeries.Server(of), Signal.Admitted, second => values[of, second]);
        }

        return series;
    }
}
