namespace Holdfast.Diagnosis.Corpus.Weeks;

/// <summary>
/// A service that is well, week after week, second by second: a day's and a week's cycle, noise with a memory at two time scales, nights
/// with a few requests a second, campaigns the servers can carry, deployments server by server, short stalls, single errors, a clock that
/// is set. Nobody should be called.
/// </summary>
internal sealed class CalmService
{
    private const int Day = 86_400;
    private const int Week = 7 * Day;
    private const int Servers = 4;
    private const double CapacityPerServer = 120;
    private const double FirstByte = 0.04;
    private const double ErrorShare = 0.0004;

    private readonly LatestSecond series;
    private readonly Draw draw;
    private readonly SeriesSubject pool = new(SubjectKind.Pool, "shop");
    private readonly double[] gatewayRow;
    private readonly double[] routeRow;
    private readonly double[] poolRow;
    private readonly double[] classRow;
    private readonly double[][] serverRows;
    private double slowNoise;
    private double fastNoise;
    private double timeNoise;
    private int stallLeft;
    private int stalled;
    private int deploying = -1;
    private int deployLeft;
    private int campaignLeft;
    private int campaignLength = 1;
    private double campaignFactor = 1;

    public CalmService(LatestSecond series, ulong seed)
    {
        this.series = series;
        draw = new Draw(seed, Part.HeldOutSeen);
        gatewayRow = series.Row(new SeriesSubject(SubjectKind.Gateway, ""));
        routeRow = series.Row(new SeriesSubject(SubjectKind.Route, "/"));
        poolRow = series.Row(pool);
        classRow = series.Row(new SeriesSubject(SubjectKind.Class, "default"));
        serverRows = [.. Enumerable.Range(1, Servers).Select(number => series.Row(new SeriesSubject(SubjectKind.Server, $"shop/10.0.0.{number}:80")))];
    }

    public void Step(long second)
    {
        Happen(second);
        double rate = Rate(second);
        double first = Poisson(rate);
        double retries = Poisson(0.01 * rate);
        int working = deploying >= 0 ? Servers - 1 : Servers;
        double use = rate / (working * CapacityPerServer);
        timeNoise = (0.98 * timeNoise) + (0.02 * draw.Normal());
        double firstByte = FirstByte * (1 + (0.5 * Math.Pow(use, 4))) * Math.Exp((0.5 * timeNoise) + (0.05 * draw.Normal()));
        double wait = 0.0005 * Math.Exp(0.4 * draw.Normal());
        double lost = stallLeft > 0 ? (first + retries) * 0.02 : 0;
        double errors = Poisson(ErrorShare * rate) + Poisson(lost);
        Share(first + retries, firstByte, wait, working);
        Write(gatewayRow, first, retries, errors, firstByte, wait, use);
        Write(routeRow, first, retries, errors, firstByte, wait, use);
        Write(poolRow, first, retries, errors, firstByte, wait, use);
        Write(classRow, first, retries, errors, firstByte, wait, use);
        poolRow[(int)Signal.Healthy] = working;
        poolRow[(int)Signal.ServersTotal] = Servers;
        series.NewestSecond = second;
    }

    private double Rate(long second)
    {
        double day = Math.Sin((2 * Math.PI * (second % Day) / Day) - 1.8);
        bool weekend = second % Week >= 5 * Day;
        slowNoise = (0.9997 * slowNoise) + (0.0245 * draw.Normal() * 0.12);
        fastNoise = (0.95 * fastNoise) + (0.31 * draw.Normal() * 0.05);
        double campaign = campaignLeft > 0 ? 1 + ((campaignFactor - 1) * Math.Min(1, Math.Min(campaignLeft, campaignLength - campaignLeft) / 120.0)) : 1;
        // From 3 requests a second at night to 180 in the evening.
        return 23 * Math.Exp((2 * day) + slowNoise + fastNoise) * (weekend ? 0.7 : 1) * campaign;
    }

    // What happens on ordinary days, by chance.
    private void Happen(long second)
    {
        stallLeft--;
        campaignLeft--;
        if (stallLeft <= 0 && draw.Chance(1.0 / 7200))
        {
            (stallLeft, stalled) = (1 + draw.Random.Next(3), draw.Random.Next(Servers));
        }

        if (campaignLeft <= 0 && draw.Chance(1.0 / (2 * Day)))
        {
            (campaignLength, campaignFactor) = (1200 + draw.Random.Next(3600), 1.3 + (0.7 * draw.Random.NextDouble()));
            campaignLeft = campaignLength;
        }

        if (deploying >= 0 && --deployLeft <= 0)
        {
            (deploying, deployLeft) = (deploying + 1 < Servers ? deploying + 1 : -1, 12);
        }
        else if (deploying < 0 && second % Day == 10 * 3600)
        {
            (deploying, deployLeft) = (0, 12);
        }
    }

    private void Share(double requests, double firstByte, double wait, int working)
    {
        double left = requests;
        int others = working;
        for (int number = 0; number < Servers; number++)
        {
            double[] row = serverRows[number];
            bool works = number != deploying;
            // Balancing by load is more even than chance, and a stalled server gets less.
            double share = !works ? 0 : others <= 1 ? left : Math.Min(left, Math.Round(Math.Max(0, (left / others) + (0.3 * Math.Sqrt(left / others) * draw.Normal())) * (stallLeft > 0 && number == stalled ? 0.6 : 1)));
            left -= share;
            others -= works ? 1 : 0;
            row[(int)Signal.Admitted] = share;
            row[(int)Signal.Good] = share;
            row[(int)Signal.Share] = requests > 0 ? share / requests : double.NaN;
            row[(int)Signal.WeightShare] = 1.0 / Servers;
            row[(int)Signal.Healthy] = works ? 1 : 0;
            row[(int)Signal.FirstByteMedian] = firstByte * (stallLeft > 0 && number == stalled ? 6 : 1);
            row[(int)Signal.QueueWaitMedian] = wait;
        }
    }

    private void Write(double[] row, double first, double retries, double errors, double firstByte, double wait, double use)
    {
        double all = first + retries;
        row[(int)Signal.OfferedFirst] = first;
        row[(int)Signal.OfferedRetry] = retries;
        row[(int)Signal.Admitted] = all;
        row[(int)Signal.Good] = Math.Max(0, all - errors);
        row[(int)Signal.FailedServerError] = errors;
        row[(int)Signal.ClientGone] = Poisson(0.002 * all);
        row[(int)Signal.FirstByteMedian] = firstByte;
        row[(int)Signal.FirstByteP99] = firstByte * 4 * Math.Exp(0.2 * draw.Normal()) * (stallLeft > 0 ? 3 : 1);
        row[(int)Signal.QueueWaitMedian] = wait;
        row[(int)Signal.QueueWaitP99] = wait * 5 * Math.Exp(0.4 * draw.Normal()) * (stallLeft > 0 ? 20 : 1);
        row[(int)Signal.ConnectP99] = 0.002 * Math.Exp(0.3 * draw.Normal());
        row[(int)Signal.ClientEntropy] = Math.Min(1, 0.93 + (0.05 * draw.Normal() / Math.Sqrt(Math.Max(1, all / 10))));
        row[(int)Signal.InFlight] = Math.Round(all * firstByte);
        row[(int)Signal.Limit] = 64;
        row[(int)Signal.Connections] = 32 + Math.Round(10 * use);
        row[(int)Signal.ConnectionCap] = 256;
        row[(int)Signal.ConnectionWaits] = 0;
    }

    private double Poisson(double mean)
    {
        if (mean > 50)
        {
            return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * draw.Normal())));
        }

        double limit = Math.Exp(-mean);
        double product = draw.Random.NextDouble();
        int count = 0;
        while (product > limit)
        {
            product *= draw.Random.NextDouble();
            count++;
        }

        return count;
    }
}
