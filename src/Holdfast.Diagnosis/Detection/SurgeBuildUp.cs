namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// A surge while it builds up, from counts some tenths of a second apart: a campaign can fill servers in little more than a second, and a look
/// at whole seconds comes up to two later than its beginning. A running sum of what exceeds 1.2 times the usual (Page's test), in deviations
/// that the minute before showed. It suspects and no more; <see cref="Detectors.SurgeOnset"/> confirms it within seconds or it was none.
/// Deterministic; one thread.
/// </summary>
public sealed class SurgeBuildUp
{
    // As the onset of a surge is defined; half a deviation on top is what the sum forgives each tenth.
    private const double Factor = 1.2;
    private const double Forgiven = 0.5;

    // By Siegmund's formula chance alone gets so far once in 19 weeks at 100 requests/s (10 a tenth) and ever more rarely above; below that
    // whole seconds are as quick, because no second has enough requests to tell.
    private const double Enough = 8;
    private const double LeastPerTenth = 10;

    private const int BaseLooks = 600;
    private const int GapLooks = 10;
    private const int LeastBaseLooks = 30;
    private const int LooksOfASecond = 10;
    private const double TenthNanoseconds = 1e8;

    // How uncertain a short base is.
    private const double StandardErrors = 2;

    private readonly Rolling counts = new(BaseLooks);
    private readonly Rolling tenths = new(BaseLooks);
    private readonly Rolling squares = new(BaseLooks);
    private readonly Rolling seconds = new(BaseLooks / LooksOfASecond);
    private readonly Rolling secondSquares = new(BaseLooks / LooksOfASecond);
    private readonly Queue<(double Count, double Tenths)> waiting = new(GapLooks + 1);
    private long lastCount = -1;
    private long lastAt;
    private double sum;
    private double above;
    private double aboveTenths;
    private double second;
    private double secondTenths;
    private int secondLooks;

    /// <param name="nowNanoseconds">Of a clock that never goes back.</param>
    /// <param name="offered">Requests that came since the start, the refused ones included.</param>
    /// <returns>Requests/s since the rise began, and what was usual; null while there is no rise.</returns>
    public (double Rate, double Usual)? Look(long nowNanoseconds, long offered)
    {
        (double count, double elapsed) = (offered - lastCount, (nowNanoseconds - lastAt) / TenthNanoseconds);
        bool isFirst = lastCount < 0 || count < 0 || elapsed <= 0;
        (lastCount, lastAt) = (offered, nowNanoseconds);
        if (isFirst || (count == 0 && counts.Count == 0))
        {
            // Before the first request there is no base, and counters that begin anew are of another gateway.
            return null;
        }

        (double Rate, double Usual)? rise = Compare(count, elapsed);
        waiting.Enqueue((count, elapsed));
        while (waiting.Count > GapLooks)
        {
            AddToBase(waiting.Dequeue());
        }

        return rise;
    }

    /// <summary>What goes on is known: the sum begins anew when it is over.</summary>
    public void Forget() => (sum, above, aboveTenths) = (0, 0, 0);

    private (double Rate, double Usual)? Compare(double count, double elapsed)
    {
        if (counts.Count < LeastBaseLooks || counts.Sum / tenths.Sum < LeastPerTenth)
        {
            return null;
        }

        double mean = counts.Sum / tenths.Sum;
        double deviation = Math.Sqrt(Variance(mean));
        double usual = mean + (StandardErrors * deviation / Math.Sqrt(tenths.Sum));
        sum += ((count - (Factor * usual * elapsed)) / deviation) - (Forgiven * elapsed);
        if (sum <= 0)
        {
            Forget();
            return null;
        }

        (above, aboveTenths) = (above + count, aboveTenths + elapsed);
        if (sum < Enough)
        {
            return null;
        }

        (double Rate, double Usual) rise = (above / aboveTenths * LooksOfASecond, mean * LooksOfASecond);
        Forget();
        return rise;
    }

    // Of a tenth: never less than arrivals by chance have, and what whole seconds show where bursts last longer than a tenth.
    private double Variance(double mean)
    {
        double ofTenths = (squares.Sum / tenths.Sum) - (mean * mean);
        double ofSeconds = seconds.Count < LooksOfASecond ? 0 : (secondSquares.Mean - (seconds.Mean * seconds.Mean)) * LooksOfASecond;
        return Math.Max(mean, Math.Max(ofTenths, ofSeconds));
    }

    private void AddToBase((double Count, double Tenths) look)
    {
        double rate = look.Count / look.Tenths;
        counts.Add(look.Count);
        tenths.Add(look.Tenths);
        squares.Add(rate * rate * look.Tenths);
        (second, secondTenths) = (second + look.Count, secondTenths + look.Tenths);
        if (++secondLooks == LooksOfASecond)
        {
            // As a mean of its tenths: looks that came late make long seconds.
            double mean = second / secondTenths;
            seconds.Add(mean);
            secondSquares.Add(mean * mean);
            (second, secondTenths, secondLooks) = (0, 0, 0);
        }
    }
}
