using System.Numerics;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Balancing;

/// <summary>
/// Exact shares, evenly spread: at each pick every server earns its weight, the richest is taken and pays the sum of all weights.
/// Credits start at random, so that the workers do not all send their first request to the same server, and follow a server through
/// changes and reloads. Linear in the servers, eight at a time. Worker thread only.
/// </summary>
internal sealed class SmoothWeightedRoundRobin : IBalancer
{
    private readonly ServerState[] servers;
    private readonly EligibleServers eligible;
    private readonly SeededRandom random;

    // By place among all servers: the credit as a part of the sum of the weights, as it was at the last change; NaN when not eligible.
    private readonly double[] phases;

    // By place among the eligible ones. What one earns the others pay, so the sum of the credits never drifts.
    private readonly int[] credits;
    private readonly int[] weights;
    private readonly int[] positions;
    private int count;
    private int totalWeight;

    public SmoothWeightedRoundRobin(ServerState[] servers, SeededRandom random, IBalancer? previous)
    {
        this.servers = servers;
        this.random = random;
        eligible = new EligibleServers(servers);
        phases = new double[servers.Length];
        credits = new int[servers.Length];
        weights = new int[servers.Length];
        positions = new int[servers.Length];
        Array.Fill(phases, double.NaN);
        if (previous is SmoothWeightedRoundRobin old)
        {
            Inherit(old);
        }

        RestoreCredits();
    }

    public ServerState? Pick(in BalancingRequest request)
    {
        if (eligible.Refresh())
        {
            SavePhases();
            RestoreCredits();
        }

        if (count == 0)
        {
            return null;
        }

        int richest = Earn();
        if (count > 1 && eligible[richest] == request.Avoid)
        {
            richest = RichestExcept(richest);
        }

        credits[richest] -= totalWeight;
        return eligible[richest];
    }

    /// <summary>Everyone earns its weight; index of the richest.</summary>
    private int Earn()
    {
        int place = 0;
        int most = int.MinValue;
        if (count >= Vector<int>.Count)
        {
            var mosts = new Vector<int>(int.MinValue);
            for (; place <= count - Vector<int>.Count; place += Vector<int>.Count)
            {
                Vector<int> earned = new Vector<int>(credits, place) + new Vector<int>(weights, place);
                earned.CopyTo(credits, place);
                mosts = Vector.Max(mosts, earned);
            }

            for (int lane = 0; lane < Vector<int>.Count; lane++)
            {
                most = Math.Max(most, mosts[lane]);
            }
        }

        for (; place < count; place++)
        {
            most = Math.Max(most, credits[place] += weights[place]);
        }

        return credits.AsSpan(0, count).IndexOf(most);
    }

    /// <summary>The avoided server keeps what it earned: the pick it loses now comes back to it later.</summary>
    private int RichestExcept(int excluded)
    {
        int richest = excluded == 0 ? 1 : 0;
        for (int i = richest + 1; i < count; i++)
        {
            if (i != excluded && credits[i] > credits[richest])
            {
                richest = i;
            }
        }

        return richest;
    }

    private void Inherit(SmoothWeightedRoundRobin old)
    {
        old.SavePhases();
        var places = new Dictionary<ServerState, int>(old.servers.Length);
        for (int i = 0; i < old.servers.Length; i++)
        {
            places[old.servers[i]] = i;
        }

        for (int i = 0; i < servers.Length; i++)
        {
            phases[i] = places.TryGetValue(servers[i], out int place) ? old.phases[place] : double.NaN;
        }
    }

    /// <summary>
    /// A credit means something only beside the sum of the weights: kept as a number when a heavy server leaves, it would give one light
    /// server hundreds of picks in a row.
    /// </summary>
    private void SavePhases()
    {
        Array.Fill(phases, double.NaN);
        for (int i = 0; i < count; i++)
        {
            phases[positions[i]] = (double)credits[i] / totalWeight;
        }
    }

    /// <summary>After a change: who stays keeps its place in the round, who is new gets one by chance.</summary>
    private void RestoreCredits()
    {
        count = eligible.Count;
        totalWeight = (int)eligible.TotalWeight;
        double middle = MiddleOfSurvivors();
        for (int i = 0; i < count; i++)
        {
            positions[i] = eligible.PositionOf(i);
            weights[i] = eligible.WeightOf(i);
            double phase = phases[positions[i]];
            credits[i] = (int)Math.Round(totalWeight * (double.IsNaN(phase) ? random.NextDouble() - 0.5 : phase - middle));
        }
    }

    private double MiddleOfSurvivors()
    {
        double sum = 0;
        int survivors = 0;
        for (int i = 0; i < count; i++)
        {
            double phase = phases[eligible.PositionOf(i)];
            if (!double.IsNaN(phase))
            {
                sum += phase;
                survivors++;
            }
        }

        return survivors == 0 ? 0 : sum / survivors;
    }
}
