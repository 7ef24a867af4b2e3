using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>The date on which the document says it was published or written.</summary>
internal static class PublicationDate
{
    public static DateOnly? Of(Postmortem postmortem) => Find(postmortem) is { } found ? found.Date.In(found.Date.Year) : null;

    public static (Quote Line, DateMention Date)? Find(Postmortem postmortem)
    {
        (Quote line, string value) = Records.Of(postmortem, "published", "publish date", "publication", "published on", "date published", "written", "posted", "written on");
        DateMention? date = value.Length > 0 ? DateReader.Read(value).Find(date => date.HasYear) : null;
        return date is null ? null : (line, date);
    }
}
