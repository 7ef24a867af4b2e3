using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Holdfast.Incidents.Escalation;

namespace Holdfast.Incidents.Notifications.Channels;

/// <summary>
/// Mail through the mail server of this machine or network, plainly: names, passwords and TLS are that server's business. The runtime's own
/// client is enough for that; a library of its own would be a megabyte for one command more.
/// </summary>
internal sealed class SmtpChannel(ChannelConfig config) : INotificationChannel
{
    // RFC 5321, 4.5.3.1.6: 1000 octets of a line with its end.
    private const int LineMaximum = 998;

    public DeliveryResult Send(Notification notification)
    {
        (string host, int port) = Split(config.Server!);
        try
        {
            using SmtpClient client = new(host, port) { Timeout = (int)config.Timeout.TotalMilliseconds };
            string body = Body(notification);
            using MailMessage mail = new() { From = new MailAddress(config.From!), Subject = notification.Title.ReplaceLineEndings(" "), SubjectEncoding = Encoding.UTF8, BodyEncoding = Encoding.UTF8, BodyTransferEncoding = EncodingOf(body), Body = body };
            foreach (string to in config.To)
            {
                mail.To.Add(to);
            }

            // The same for every try, so that a mail program shows a second one as the first.
            mail.Headers.Add("Message-ID", $"<{notification.Key}@holdfast>");
            mail.Headers.Add("X-Holdfast-Key", notification.Key);
            mail.Headers.Add("References", $"<{notification.GroupKey}@holdfast>");
            client.Send(mail);
            return new DeliveryResult(true, "accepted by the mail server");
        }
        catch (Exception failure) when (failure is SmtpException or InvalidOperationException or IOException or FormatException)
        {
            return new DeliveryResult(false, failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message);
        }
    }

    /// <summary>As it stands where every mail server takes it. The runtime's quoted-printable writes line ends as characters (=0D=0A), so that a text is one line.</summary>
    private static TransferEncoding EncodingOf(string body) =>
        Ascii.IsValid(body) && body.Split("\r\n").All(line => line.Length <= LineMaximum) ? TransferEncoding.SevenBit : TransferEncoding.Base64;

    // Mail's own line ends.
    private static string Body(Notification notification) =>
        (notification.Link is null ? notification.Text : $"{notification.Text}\n\nAcknowledge: {notification.Link}").ReplaceLineEndings("\r\n");

    private static (string Host, int Port) Split(string server)
    {
        int colon = server.LastIndexOf(':');
        return (server[..colon].Trim('[', ']'), int.Parse(server[(colon + 1)..], CultureInfo.InvariantCulture));
    }
}
