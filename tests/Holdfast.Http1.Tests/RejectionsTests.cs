namespace Holdfast.Http1.Tests;

public sealed class RejectionsTests
{
    private static readonly int[] RequestStatuses = [400, 414, 417, 431, 501, 505];

    [Fact]
    public void EveryReason_HasARowOfItsOwnWithStatusLabelAndText()
    {
        RejectionReason[] reasons = Enum.GetValues<RejectionReason>();
        Rejections.All.Count.ShouldBe(reasons.Length);
        foreach (RejectionReason reason in reasons)
        {
            Rejection row = Rejections.Of(reason);
            row.ShouldNotBeNull(reason.ToString());
            row.Reason.ShouldBe(reason);
            row.Text.Length.ShouldBeInRange(5, 90);
            if (reason != RejectionReason.None)
            {
                RequestStatuses.ShouldContain(row.RequestStatus);
            }
        }
    }

    [Fact]
    public void Labels_AreTheReasonInSnakeCase()
    {
        foreach (Rejection row in Rejections.All)
        {
            string snake = string.Concat(row.Reason.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
            row.Label.ShouldBe(snake);
        }
    }
}
