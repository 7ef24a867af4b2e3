using System.Numerics;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What one request took of the bounds that operators have put on its client. When it may go on, exactly one of <see cref="Confirm"/> and
/// <see cref="Withdraw"/> follows. Worker threads.
/// </summary>
/// <param name="throttles">All that there were when it came.</param>
/// <param name="taken">A bit for each of them of which it took one.</param>
/// <param name="waitNanoseconds">Until it may come; 0 when it may go on.</param>
internal readonly struct ThrottleEntry(ClientThrottle[]? throttles, ulong taken, long waitNanoseconds)
{
    public long WaitNanoseconds => waitNanoseconds;

    /// <summary>The request goes on: nobody else has refused it.</summary>
    public void Confirm()
    {
        for (ulong left = taken; left != 0; left &= left - 1)
        {
            throttles![BitOperations.TrailingZeroCount(left)].Confirm();
        }
    }

    /// <summary>Somebody else has refused the request: what it took is given back, or one bound's refusals would use up the other.</summary>
    public void Withdraw()
    {
        for (ulong left = taken; left != 0; left &= left - 1)
        {
            throttles![BitOperations.TrailingZeroCount(left)].Withdraw();
        }
    }
}
