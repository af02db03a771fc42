//! Which organisations came to a meeting.

use crate::meeting::{Attendance, MeetingId};
use folkmoot_kernel::OrganisationId;
use folkmoot_store::{Conn, Error, row, sql};

/// Most organisations of one meeting.
const ATTENDANCE_MAX: u32 = 500;

row! {
    /// How one organisation attended.
    pub struct AttendanceRow {
        pub organisation_id: OrganisationId,
        pub state: String,
    }
}

impl AttendanceRow {
    pub fn attendance(&self) -> Option<Attendance> {
        Attendance::read(&self.state)
    }
}

pub async fn attendance(db: &mut Conn, meeting: MeetingId) -> Result<Vec<AttendanceRow>, Error> {
    sql("select organisation_id, state
           from governance_attendance
          where meeting_id = $1
          order by organisation_id
          limit $2")
    .bind(meeting)
    .bind(ATTENDANCE_MAX)
    .all(db)
    .await
}

/// Says how one organisation attended, or says it anew.
pub async fn say_attendance(
    db: &mut Conn,
    meeting: MeetingId,
    organisation: OrganisationId,
    how: Attendance,
) -> Result<(), Error> {
    sql("insert into governance_attendance (meeting_id, organisation_id, state)
         values ($1, $2, $3)
         on conflict (meeting_id, organisation_id) do update set state = excluded.state")
    .bind(meeting)
    .bind(organisation)
    .bind(how.key())
    .run(db)
    .await?;
    Ok(())
}
