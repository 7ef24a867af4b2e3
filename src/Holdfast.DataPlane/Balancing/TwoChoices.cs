using Holdfast.Foundation;

namespace Holdfast.DataPlane.Balancing;

/// <summary>
/// Draws two different candidates by weight: what comparing two of them gains over pure chance is nearly all that comparing all would,
/// and many workers with slightly old numbers do not rush to the same server together. Worker thread only.
/// </summary>
internal sealed class TwoChoices(ServerState[] servers, SeededRandom random)
{
    private readonly EligibleServers eligible = new(servers);

    public ServerState this[int index] => eligible[index];

    public int WeightOf(int index) => eligible.WeightOf(index);

    /// <summary>False when nothing is available. Both are the same where only one remains.</summary>
    public bool Draw(ServerState? avoid, out int first, out int second)
    {
        first = second = 0;
        eligible.Refresh();
        if (eligible.Count < 2)
        {
            return eligible.Count == 1;
        }

        first = eligible.Draw(random);
        if (eligible[first] == avoid)
        {
            first = eligible.DrawExcept(first, random);
        }

        second = eligible.DrawExcept(first, random);
        if (eligible[second] == avoid)
        {
            second = first;
        }

        return true;
    }
}
