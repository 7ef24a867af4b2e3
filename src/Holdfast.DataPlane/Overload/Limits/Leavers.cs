namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Whether those who did not wait for a server say anything about it. Where all clients leave before the first answer, nothing else tells that it has
/// too much to do. But whoever asks for much and leaves says nothing about a server that answers the others in time. Control loop only.
/// Next: <see cref="SampleTotals.WithGivenUp"/>.
/// </summary>
internal sealed class Leavers
{
    // A second: a window of twenty has too few answers to tell late ones from chance.
    private const double Kept = 0.9;

    // Fewer are the tail of what the route takes. Without them a server would look quicker at low use than it is.
    private const double Many = 0.05;

    // Less work answered than a tenth of it may be of those that need nothing of what the others wait for. Work, by what each was expected to take:
    // a thousand quick answers of another route say nothing about a hundred long ones that nobody gets.
    private const double AnsweredToAcquit = 0.1;

    // Twice what a server takes by itself may be the queue that its limit leaves to it.
    private const double LateRatio = 2;

    private SampleTotals before;
    private double answers;
    private double givenUp;
    private double time;
    private double expected;

    /// <summary>To be called every 100 ms.</summary>
    /// <param name="sum">Of all samples so far.</param>
    public void Update(in SampleTotals sum)
    {
        SampleTotals recent = sum.Since(before);
        before = sum;
        answers = (Kept * answers) + recent.Answers;
        givenUp = (Kept * givenUp) + recent.GivenUp;
        time = (Kept * time) + recent.AnswerNanoseconds;
        expected = (Kept * expected) + recent.AnswerExpectedNanoseconds;
    }

    /// <param name="window">That is judged: in an overload that has just begun the answers of the last second are from before it.</param>
    /// <param name="baseline">The server's own speed.</param>
    public bool AreBelieved(in SampleTotals window, double baseline) =>
        givenUp <= Many * (answers + givenUp)
        || time > LateRatio * baseline * expected
        || window.AnswerExpectedNanoseconds < AnsweredToAcquit * ((double)window.AnswerExpectedNanoseconds + window.GivenUpExpectedNanoseconds);
}
