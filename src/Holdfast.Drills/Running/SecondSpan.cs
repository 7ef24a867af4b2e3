namespace Holdfast.Drills.Running;

/// <summary>Whole seconds, the first included, the last not.</summary>
public readonly record struct SecondSpan(int From, int To)
{
    public int Length => Math.Max(0, To - From);

    public IEnumerable<int> Seconds => Enumerable.Range(From, Length);
}
