using Holdfast.Http1;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Step 8 of an exchange: may a request that failed be given to a server again? Only when no server can have acted on it, or when acting
/// twice is the same as once and nothing of an answer came (RFC 9110 section 9.2.2, RFC 9112 section 9.3.1). Pure.
/// Next: <see cref="RequestRetry"/>.
/// </summary>
internal static class RetryRule
{
    // The first attempt and two more: with one dead server of two or more, the second attempt finds a living one.
    private const int AttemptsMaximum = 3;

    /// <param name="nothingSent">Not a byte of the request has left, so that it is whole and nobody has seen it.</param>
    /// <param name="isUnanswered">The server took it and is gone, with no byte of an answer.</param>
    /// <param name="isRepeatable">The whole request is still here.</param>
    /// <param name="byChance">A kept connection was closed just when it was used.</param>
    /// <param name="isServerOut">Its server is taken out.</param>
    public static RetryKind Judge(int attempts, HttpMethod method, bool nothingSent, bool isUnanswered, bool isRepeatable, bool byChance, bool isServerOut)
    {
        if (attempts >= AttemptsMaximum)
        {
            return RetryKind.None;
        }

        if (nothingSent)
        {
            return RetryKind.Unsent;
        }

        if (!isUnanswered || !isRepeatable || !IsIdempotent(method))
        {
            return RetryKind.None;
        }

        if (byChance && attempts == 1)
        {
            return RetryKind.KeptConnection;
        }

        return isServerOut ? RetryKind.Orphan : RetryKind.Repeat;
    }

    /// <summary>RFC 9110 section 9.2.2. A method that is not known here may do anything.</summary>
    public static bool IsIdempotent(HttpMethod method) =>
        method is HttpMethod.Get or HttpMethod.Head or HttpMethod.Put or HttpMethod.Delete or HttpMethod.Options or HttpMethod.Trace;
}
