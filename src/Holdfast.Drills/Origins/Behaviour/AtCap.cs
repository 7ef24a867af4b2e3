namespace Holdfast.Drills;

/// <summary>What becomes of connections past the cap.</summary>
public enum AtCap
{
    /// <summary>The kernel accepts them (as far as the backlog goes) and nobody serves them: clients wait for their own timeout.</summary>
    Hang = 0,

    /// <summary>They are reset at once.</summary>
    Refuse,
}
