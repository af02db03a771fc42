//! Systems.

use crate::system::{System, SystemDetails, SystemId};
use folkmoot_kernel::{AreaCode, Date, Slug};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    struct SystemRow {
        id: SystemId,
        slug: Slug,
        name: String,
        area_code: Option<AreaCode>,
        ods_code: Option<String>,
        region: String,
        website: String,
        closed_on: Option<Date>,
        version: i64,
    }
}

row! {
    /// A system in a list, with how many places it has.
    pub struct SystemLine {
        pub id: SystemId,
        pub slug: Slug,
        pub name: String,
        pub region: String,
        pub ods_code: Option<String>,
        pub places: i64,
    }
}

/// Most systems in a list; England has 42.
const SYSTEMS_MAX: u32 = 500;

const COLUMNS: &str = "select id, slug, name, area_code, ods_code, region, website, closed_on, version
           from register_system";

impl SystemRow {
    fn system(self) -> System {
        let (name, area_code, ods_code) = (self.name, self.area_code, self.ods_code);
        let details = SystemDetails { name, area_code, ods_code, region: self.region, website: self.website };
        System::stored(self.id, self.slug, details, self.closed_on, self.version)
    }
}

pub async fn system(db: &mut Conn, id: SystemId) -> Result<Option<System>, Error> {
    let row: Option<SystemRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(SystemRow::system))
}

/// By its name in links, or its id.
pub async fn system_named(db: &mut Conn, key: &str) -> Result<Option<System>, Error> {
    let row: Option<SystemRow> = sql(format!("{COLUMNS} where slug = $1")).bind(key).maybe(db).await?;
    match (row, key.parse()) {
        (Some(row), _) => Ok(Some(row.system())),
        (None, Ok(id)) => system(db, id).await,
        (None, Err(_)) => Ok(None),
    }
}

/// Open systems by name.
pub async fn systems(db: &mut Conn) -> Result<Vec<SystemLine>, Error> {
    sql("select s.id, s.slug, s.name, s.region, s.ods_code,
                (select count(*) from register_place p where p.system_id = s.id and p.closed_on is null) as places
           from register_system s
          where s.closed_on is null
          order by s.name, s.id
          limit $1")
    .bind(SYSTEMS_MAX)
    .all(db)
    .await
}

pub async fn add_system(db: &mut Conn, system: &System) -> Result<(), Error> {
    let details = system.details();
    sql("insert into register_system (id, slug, name, area_code, ods_code, region, website, closed_on, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(system.id())
    .bind(system.slug())
    .bind(&details.name)
    .bind(&details.area_code)
    .bind(&details.ods_code)
    .bind(&details.region)
    .bind(&details.website)
    .bind(system.closed_on())
    .bind(system.version())
    .run(db)
    .await?;
    Ok(())
}

/// Saves a system that was read at `version`.
pub async fn save_system(db: &mut Conn, system: &System, version: i64) -> Result<(), Error> {
    let details = system.details();
    sql("update register_system
            set name = $3, area_code = $4, ods_code = $5, region = $6, website = $7, closed_on = $8,
                version = version + 1
          where id = $1
            and version = $2")
    .bind(system.id())
    .bind(version)
    .bind(&details.name)
    .bind(&details.area_code)
    .bind(&details.ods_code)
    .bind(&details.region)
    .bind(&details.website)
    .bind(system.closed_on())
    .run_one(db)
    .await
}
